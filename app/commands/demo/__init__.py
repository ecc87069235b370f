"""A believable region to look at and to measure, made through the real use cases."""
