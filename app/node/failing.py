"""What an engine or a disk calls its failure, for the log: its own word, nothing of a row."""

import errno


def code_of(error: BaseException) -> str:
    """`SQLITE_BUSY`, `57P01` (SQLSTATE), `ENOSPC`; the error's type where it has no such word."""
    cause: object = getattr(error, "orig", None) or error
    named = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    number = getattr(cause, "errno", None)
    told = named or errno.errorcode.get(number or 0)
    return str(told or type(cause).__name__.lower())
