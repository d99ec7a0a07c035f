"""A form under way: answered, steered, confirmed, left."""
