"""How the finder learns and is measured. Nothing here answers a person."""
