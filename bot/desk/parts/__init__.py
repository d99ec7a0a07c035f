"""Splitting a mixed filing at the desk, and handing its parts what comes later."""
