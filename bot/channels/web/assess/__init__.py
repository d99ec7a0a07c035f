"""The pages of self-assessments at /assess: the sheet, what it comes to, and the list for applying."""
