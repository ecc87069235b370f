"""The code in what a hand scanner typed or a message had, whatever keyboard and words around."""

import re
import unicodedata

# A scanner presses keys as an American keyboard has them; the computer reads them by its own
# layout: `https://x/v#12` arrives as `httpsÖ--x-v#12` or, in France, as `httpsM!!x!v3&é`.
# The code is the digits at the end; the address before them says nothing that is signed.
_ADDRESS = "https://intyga/v#"
_GENUINE = re.compile(r"https://[a-z0-9.-]{1,24}/v#[1-9][0-9]{19,3999}")
_DIGITS = re.compile(r"[0-9]{60,4000}\Z")
# A link in a message: words behind it, but not the rest of its own digits on the next line.
_LINK = re.compile(r"/v(?:#|%23)([0-9]{60,4000})(?=[^0-9\s]|\s+\S*[^0-9\s])")
_LONGEST = 8_000

# What the keys 1 2 3 4 5 6 7 8 9 0 give where they do not give digits.
_LAYOUTS = {
    "French": "&é\"'(-è_çà",
    "Belgian": "&é\"'(§è!çà",
    "Czech": "+ěščřžýáíé",
    "Slovak": "+ľščťžýáíé",
    "Hungarian": "123456789ö",
    "Lithuanian": "ąčęėįšųū90",
    "capitals": "!@#$%^&*()",
}
_TABLES = tuple(
    str.maketrans(dict(zip(keys, "1234567890", strict=True))) for keys in _LAYOUTS.values()
)


def scanned_text(typed: str) -> str:
    """The QR text behind `typed`: white space gone and, where garbled, put right.

    A link is found among other words too. A text that is no code of ours comes back as it was, but
    for the white space at its ends.
    """
    if len(typed) > _LONGEST:
        return typed.strip()
    seen = "".join(letter for letter in typed if not _is_markup(letter))
    text = "".join(seen.split())
    if _GENUINE.fullmatch(text):
        return text
    if found := _LINK.search(seen):
        return _ADDRESS + found[1].lstrip("0")
    if found := _DIGITS.search(text.replace("/v%23", "/v#")):
        return _ADDRESS + found[0].lstrip("0")
    for table in _TABLES:
        if found := _DIGITS.search(_tail(text, table)):
            return _ADDRESS + found[0].lstrip("0")
    return typed.strip()


def _is_markup(letter: str) -> bool:
    """Unseen letters, and what mail programs put around links and before quoted lines."""
    return letter in "<>" or unicodedata.category(letter) == "Cf"


def _tail(text: str, table: dict[int, str]) -> str:
    """The end of the text that the layout's number row alone gives, as digits.

    Digits proper end it: where the row gives letters, a digit is the sign before the number.
    """
    keys = {chr(key) for key in table}
    start = len(text)
    while start and text[start - 1] in keys:
        start -= 1
    return text[start:].translate(table)
