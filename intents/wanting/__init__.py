"""What does this person want? Learnt from examples, with rules for control words."""
