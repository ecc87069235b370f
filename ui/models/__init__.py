"""One model a list."""
