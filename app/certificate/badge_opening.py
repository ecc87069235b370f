"""A badge's bytes taken apart, whatever they are: sizes and contexts first, then every field."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import msgspec

from app.certificate.badge_contents import Badge, badge_of
from app.certificate.badge_errors import BadBadge, BadgeCode
from app.certificate.badge_shape import Credential, as_json
from app.certificate.contexts import is_pinned
from app.certificate.data_integrity import SUITES

LARGEST: Final = 256 * 1024
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A badge as read: its JSON for the proof, its fields, and what it says."""

    tree: dict[str, Any]
    credential: Credential
    badge: Badge


def open_badge(raw: bytes) -> Opened:
    """Take a badge apart without trusting it.

    What is read is all there is: written again, the fields give the same JSON, so that nothing in
    it is signed but unread, or read but unsigned. Raises BadBadge.
    """
    tree = read_json(raw)
    try:
        credential = msgspec.convert(tree, Credential)
        if as_json(credential) != tree:
            _refuse()
        return Opened(tree, credential, badge_of(credential))
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise BadBadge(BadgeCode.E_BADGE_SHAPE) from error


def read_json(raw: bytes) -> dict[str, Any]:
    """The JSON of a credential with pinned contexts and a proof we know. Raises BadBadge."""
    tree = _json(raw)
    _refuse_foreign_words(tree)
    _refuse_other_proofs(tree)
    return tree


def _json(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST:
        raise BadBadge(BadgeCode.E_BADGE_SIZE)
    try:
        text = raw.decode()
        tree = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        json.dumps(tree, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadBadge(BadgeCode.E_BADGE_JSON) from error
    if not isinstance(tree, dict):
        raise BadBadge(BadgeCode.E_BADGE_SHAPE)
    return tree


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no key stands twice: which one counts is a matter of taste."""
    if len({key for key, _ in pairs}) < len(pairs):
        _refuse()
    return dict(pairs)


def _refuse(_: object = None) -> NoReturn:
    raise ValueError


def _refuse_foreign_words(tree: dict[str, Any]) -> None:
    """No @context but the pinned ones, however deep: what it defines decides what is signed.

    No control character but tab and line ends either: libraries canonicalise them differently.
    """
    left: list[Any] = [tree]
    while left:
        part = left.pop()
        if isinstance(part, str) and _CONTROL.search(part):
            raise BadBadge(BadgeCode.E_BADGE_JSON)
        if isinstance(part, list):
            left += part
        elif isinstance(part, dict):
            named = part.get("@context", [])
            listed = named if isinstance(named, list) else [named]
            if not all(isinstance(name, str) and is_pinned(name) for name in listed):
                raise BadBadge(BadgeCode.E_CONTEXT_NOT_PINNED)
            left += part.values()


def _refuse_other_proofs(tree: dict[str, Any]) -> None:
    proof = tree.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") not in SUITES.values():
        raise BadBadge(BadgeCode.E_BADGE_PROOF_KIND)
