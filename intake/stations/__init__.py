"""商业秘密保护指导站: the directory of those that a bureau has announced."""
