"""Lists that an officer takes away: asked for with a reason, made in the background, encrypted, kept for a day."""
