"""What differs between two installed versions, without items' words before secrecy (R5)."""

from dataclasses import replace

from app.domain.comparing import Change, Comparison, Part, compare
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.usecases.desk import Desk
from app.usecases.secrecy import SecrecyNotSigned, require_secrecy


def changes_shown(desk: Desk, old: Protocol, new: Protocol) -> Comparison:
    """The comparison as who is signed in may see it: that items changed, but not their words."""
    comparison = compare(old, new)
    try:
        require_secrecy(desk)
    except SecrecyNotSigned:
        return replace(comparison, changes=tuple(map(_without_words, comparison.changes)))
    return comparison


def _without_words(change: Change) -> Change:
    if change.part is not Part.ITEM:
        return change
    silent = tuple(replace(each, before=None, after=None) for each in change.fields)
    return replace(change, name=Text("", ""), fields=silent)
