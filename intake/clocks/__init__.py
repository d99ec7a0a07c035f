"""By when: the working calendar and the clocks of the law."""
