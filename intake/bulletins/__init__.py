"""What bureaus make known to whoever asked for it: notices and trainings. Pure."""
