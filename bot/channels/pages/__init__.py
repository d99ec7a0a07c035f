"""What the web chat shows: two templates, one stylesheet, one script."""
