"""The desk of notices and trainings."""
