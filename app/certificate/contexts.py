"""The JSON-LD contexts a badge may name, pinned by their SHA-256; no other is ever loaded."""

import hashlib
import json
from functools import cache
from typing import Any, Final

from app.certificate.badge_errors import BadBadge, BadgeCode
from app.paths import resource_folder

CREDENTIALS: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_PINNED: Final = {
    CREDENTIALS: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    OPEN_BADGES: (
        "ob-v3p0-context-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
}


def is_pinned(address: str) -> bool:
    """Whether a badge may name this context."""
    return address in _PINNED


@cache
def context(address: str) -> Any:  # noqa: ANN401 - a JSON document
    """The context known by this address. Raises BadBadge E_CONTEXT_NOT_PINNED.

    A file that is not the one pinned is refused the same way: what a signature covers hangs on it.
    """
    if not is_pinned(address):
        raise BadBadge(BadgeCode.E_CONTEXT_NOT_PINNED)
    name, digest = _PINNED[address]
    raw = (resource_folder() / "contexts" / name).read_bytes()
    if hashlib.sha256(raw).hexdigest() != digest:
        raise BadBadge(BadgeCode.E_CONTEXT_NOT_PINNED)
    return json.loads(raw)


def load(address: str, options: object = None) -> dict[str, Any]:
    """The context as PyLD's document loader gives it; `static`: its terms are worked out once."""
    return {
        "contextUrl": None,
        "documentUrl": address,
        "document": context(address),
        "tag": "static",
    }
