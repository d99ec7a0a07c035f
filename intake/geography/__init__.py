"""Where: places of Chongqing, and whether a text names one. Pure after loading."""
