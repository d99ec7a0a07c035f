"""The house itself: documented, complete, and on its floors."""
