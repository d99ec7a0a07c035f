"""The routing rules at the desk: drafted by one, tried on the last ninety days, published by another."""
