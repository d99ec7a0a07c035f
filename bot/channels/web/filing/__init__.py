"""`/file`: the forms as web pages, one page a group, saved after every field, resumed by a code or a link."""
