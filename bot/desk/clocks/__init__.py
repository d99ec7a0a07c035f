"""The clocks that somebody has to look at."""
