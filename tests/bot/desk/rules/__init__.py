"""Tests of the routing rules at the desk."""
