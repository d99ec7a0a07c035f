"""Files from a browser: the upload page, and the same by tus for a connection that breaks."""
