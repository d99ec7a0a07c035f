"""`/api/v1`: cases for other systems, read only."""
