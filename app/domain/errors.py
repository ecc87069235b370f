"""The root of every error that a person can do something about."""


class UserError(Exception):
    """An expected error: typed fields, no prose; messages.py gives the words in both languages."""
