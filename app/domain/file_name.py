"""Names of files that every file system takes, made of words somebody wrote."""

import re
import unicodedata

_LONGEST = 150
"""Bytes of the stem: names of 255 are common, encrypted folders allow 143 to 150 less."""

_REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def file_name(first: str, then: str, suffix: str) -> str:
    """`first then.suffix` without what Windows, macOS or Linux refuses in a name.

    `first` tells files apart and comes whole; the words after it give way when the name is long.
    """
    stem = " ".join(f"{_allowed(first)} {_allowed(then)}".split()).strip(" .") or "-"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    short = stem.encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    return f"{short}{suffix}"


def _allowed(words: str) -> str:
    shown = unicodedata.normalize("NFC", words.encode(errors="replace").decode())
    seen = "".join(letter for letter in shown if unicodedata.category(letter) not in ("Cf", "Co"))
    return _REFUSED.sub(" ", seen)
