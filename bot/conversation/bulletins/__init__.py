"""Notices and trainings in the conversation: asked for, subscribed to, stopped."""
