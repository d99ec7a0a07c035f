"""A form filled on a page: the same fields, checks and refusals as in the chat, many fields at a time. Pure."""
