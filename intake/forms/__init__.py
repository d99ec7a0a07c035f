"""Forms: what a filing asks, as data below everybody."""
