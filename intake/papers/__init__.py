"""The official papers of a case: which there are, what they are filled from, their templates, their numbers."""
