"""`/notices`: what bureaus make known, for everybody."""
