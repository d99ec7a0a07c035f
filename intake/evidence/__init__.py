"""Evidence: the files that filers hand in. Received, sealed, recognised, scanned, looked at."""
