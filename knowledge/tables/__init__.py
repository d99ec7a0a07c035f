"""Small tables from which answers are composed: points, numbers that are required, comparisons, timetables."""
