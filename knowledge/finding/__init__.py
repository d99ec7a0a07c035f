"""From a question to an answer, to titles, or to honest silence."""
