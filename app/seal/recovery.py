"""The printed recovery code: 130 random bits in letters nobody mixes up, with a check."""

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_RANDOM, _CHECK, _GROUP = 26, 2, 4


def new_recovery_code() -> str:
    """A new code as printed: `7K3M-Q9TX-4HVD-2RPA-W8NC-5JBE-012X`, the last two a check."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    letters += _check(letters)
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def recovery_secret(typed: str) -> str | None:
    """The code's letters from what was typed (case, spaces, hyphens, O I L forgiven).

    None when it cannot be a code: wrong length, letter or check.
    """
    letters = "".join(typed.upper().split()).replace("-", "").translate(_READ_AS)
    body, check = letters[:_RANDOM], letters[_RANDOM:]
    if (
        set(letters) <= set(_ALPHABET)
        and len(letters) == _RANDOM + _CHECK
        and check == _check(body)
    ):
        return body
    return None


def _check(letters: str) -> str:
    digest = hashlib.sha256(letters.encode()).digest()
    return "".join(_ALPHABET[octet & 31] for octet in digest[:_CHECK])
