"""What people tell without being asked: facts, commands. From text to values; no scene, no form."""
