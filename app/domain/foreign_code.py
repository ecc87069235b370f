"""Codes that are no certificate of ours, told apart so that each gets its own plain words."""

import re
from enum import StrEnum

from app.domain.certificate_number import BadCertificateNumber, parse_certificate_number


class ForeignCode(StrEnum):
    """What a text is instead of a certificate."""

    HEALTH = "health"
    CREDENTIAL = "credential"
    NUMBER = "number"
    TORN = "torn"
    OTHER_PAGE = "other_page"
    CONTACT = "contact"
    WIFI = "wifi"
    PAYMENT = "payment"
    MESSAGE = "message"
    EVENT = "event"
    PLACE = "place"
    GOODS = "goods"
    TOO_LONG = "too_long"
    TEXT = "text"


_LONGEST = 8_000
_FIRST = 4_096
_KINDS = (
    (ForeignCode.HEALTH, re.compile(r"(?:HC[1-9]:|shc:/)", re.IGNORECASE)),
    (ForeignCode.CREDENTIAL, re.compile(r"eyJ[\w-]{10,}\.[\w-]+|\{\s*\"|openid[\w-]*:", re.ASCII)),
    (ForeignCode.CONTACT, re.compile(r"(?:BEGIN:VCARD|MECARD:|BIZCARD:)", re.IGNORECASE)),
    (ForeignCode.WIFI, re.compile(r"WIFI:", re.IGNORECASE)),
    (ForeignCode.PAYMENT, re.compile(r"BCD\r?\n|SPC\r?\n|C\d{10};|(?:swish|bitcoin|upi):", re.I)),
    (ForeignCode.EVENT, re.compile(r"BEGIN:V(?:EVENT|CALENDAR)", re.IGNORECASE)),
    (ForeignCode.PLACE, re.compile(r"geo:", re.IGNORECASE)),
    (ForeignCode.MESSAGE, re.compile(r"(?:mailto|tel|sms|smsto|matmsg|whatsapp):", re.IGNORECASE)),
    (ForeignCode.TORN, re.compile(r"https://[^/\s]{1,40}/v(?:#\d*)?\s*$|https://[^/\s]+/v#")),
    (ForeignCode.OTHER_PAGE, re.compile(r"[a-z][a-z0-9+.-]{1,20}://|www\.", re.IGNORECASE)),
    (ForeignCode.GOODS, re.compile(r"[\dA-Z]{6,20}$|\]?[CdQ]\d|\d{8,}$")),
)


def foreign_code(text: str) -> ForeignCode:
    """What kind of text this is, once it is known not to be a certificate; for any text at all."""
    if len(text) > _LONGEST:
        return ForeignCode.TOO_LONG
    start = text.strip()[:_FIRST]
    if _is_number(start):
        return ForeignCode.NUMBER
    return next((kind for kind, form in _KINDS if form.match(start)), ForeignCode.TEXT)


def _is_number(text: str) -> bool:
    if len(text) > 40:
        return False
    try:
        parse_certificate_number(text)
    except BadCertificateNumber:
        return False
    return True
