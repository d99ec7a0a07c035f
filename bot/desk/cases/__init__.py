"""Cases at the desk: lists, the page of one case, its moves."""
