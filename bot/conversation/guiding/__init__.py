"""Liaison and guidance officers in the conversation: who is mine, and asking for one."""
