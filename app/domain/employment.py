"""How a person stands at work."""

from enum import StrEnum


class Employment(StrEnum):
    """A person's standing at work when registered, or when they take part in a project."""

    EMPLOYED = "employed"
    FURLOUGHED = "furloughed"
    UNDER_NOTICE = "under_notice"
    OTHER = "other"
