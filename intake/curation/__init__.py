"""Curating the answers: drafts and publications, and the questions that had no good answer."""
