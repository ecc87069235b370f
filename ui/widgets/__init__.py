"""Reusable pieces of the desk with no use case inside."""
