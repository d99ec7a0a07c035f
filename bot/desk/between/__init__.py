"""What waits between bureaus, and what failed or waits too long."""
