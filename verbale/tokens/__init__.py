"""Access tokens: asked for, kept in memory, renewed before they run out, and shared by all who sign in with them."""
