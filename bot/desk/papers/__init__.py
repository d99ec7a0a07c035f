"""Papers at the desk: made, previewed, opened, marked 作废; and the bureaus' own templates."""
