"""The pages of transfers: one of them, how one begins, the book, the bodies."""
