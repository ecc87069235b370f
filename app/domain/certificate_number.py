"""The certificate's id in words: 16 Crockford base32 characters and a check character."""

from app.domain.errors import UserError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_ALPHABET = _ALPHABET + "*~$=U"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class BadCertificateNumber(UserError):
    """The typed certificate number is not one: wrong length, letter or check character."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


def format_certificate_number(certificate_id: bytes) -> str:
    """`7K3M Q9TX 4HVD 2RPA W` from 10 bytes (80 bit); check = value mod 37 (Crockford)."""
    value = int.from_bytes(certificate_id, "big")
    letters = "".join(_ALPHABET[value >> shift & 31] for shift in range(75, -1, -5))
    groups = [letters[i : i + 4] for i in range(0, 16, 4)]
    return " ".join([*groups, _CHECK_ALPHABET[value % 37]])


def parse_certificate_number(typed: str) -> bytes:
    """The 10 bytes behind a typed number; tolerates case, spaces, hyphens and O I L.

    Raises BadCertificateNumber.
    """
    letters = "".join(typed.upper().split()).replace("-", "")
    body, check = letters[:16].translate(_READ_AS), letters[16:]
    if len(letters) != 17 or any(letter not in _ALPHABET for letter in body):
        raise BadCertificateNumber(typed)
    value = 0
    for letter in body:
        value = value << 5 | _ALPHABET.index(letter)
    if _CHECK_ALPHABET[value % 37] != check.translate(_READ_AS):
        raise BadCertificateNumber(typed)
    return value.to_bytes(10, "big")
