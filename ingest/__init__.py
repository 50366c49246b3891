"""From the mailbox to a submission under review: fetch, keep, read, place; and the clock that says when."""
