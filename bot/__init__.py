"""TALKING: the doors, the conversation, and the program that runs it all."""
