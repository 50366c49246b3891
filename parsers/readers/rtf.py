def bid(head, declared):
    return 0
