"""Who works at the desk, how they sign in, and the wall between bureaus."""
