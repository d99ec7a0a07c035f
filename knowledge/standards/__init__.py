"""Standards for recognition, one file each, and what somebody's own estimate against one comes to."""
