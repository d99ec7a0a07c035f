"""Staff entry: a filing that came by telephone, letter or visit, on one dense page of the same form blocks."""
