"""Vectors of trust lists and status bundles offered to a verifier."""

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from app.seal import cbor, cose
from app.seal.authority import sign_delegation
from app.seal.cose import Purpose
from app.seal.keys import ED25519
from app.seal.status import StatusList, pack_bundle
from tests.app.seal import world as w
from tests.app.seal.kb1_case import DAY, Loading


def loadings() -> Iterator[Loading]:
    """Lists offered to a verifier."""
    first = w.NODE_ENTRY.first_day
    far = w.window(w.NODE, "Nod", first, first + 397 * DAY)
    farthest = w.window(w.NODE, "Nod", first, first + 396 * DAY)
    one_day = w.window(w.NODE, "Nod", w.LISTED.date(), w.LISTED.date())
    yield Loading("first trust list", "trust_list", w.trust_list(), "OK", None)
    yield Loading("the same trust list", "trust_list", w.trust_list(), "OK")
    yield Loading("newer trust list", "trust_list", w.trust_list(serial=4), "OK")
    yield Loading("older trust list", "trust_list", w.trust_list(serial=2), "E_ROLLBACK")
    earlier = w.trust_list(issued=w.TRUST_CONTENT.issued - DAY)
    yield Loading("same serial, earlier day", "trust_list", earlier, "E_ROLLBACK")
    stranger = w.trust_list(w.OTHER_ROOT)
    yield Loading("trust list by a stranger", "trust_list", stranger, "E_UNKNOWN_KEY", None)
    flipped = w.trust_list()[:-1] + bytes([w.trust_list()[-1] ^ 1])
    yield Loading("trust list changed", "trust_list", flipped, "E_SIGNATURE", None)
    too_long = cbor.encode({1: 9, 2: 0, 3: [], 4: [far.to_map()]})
    long_list = cose.sign1(w.ROOT, too_long, Purpose.TRUST)
    yield Loading("window over 13 months", "trust_list", long_list, "E_SHAPE", None)
    whole = w.trust_list(nodes=(farthest, one_day))
    yield Loading("windows of 13 months and a day", "trust_list", whole, "OK", None)
    as_status = cose.sign1(w.ROOT, w.TRUST_CONTENT.to_bytes(), Purpose.STATUS)
    yield Loading("signed for something else", "trust_list", as_status, "E_SIGNATURE", None)
    held = {"held_status": "usual"}
    yield Loading("first status", "status", w.status(), "OK")
    yield Loading("the same status", "status", w.status(), "OK", **held)
    yield Loading("newer status", "status", w.status(sequence=41), "OK", **held)
    yield Loading("older status", "status", w.status(sequence=39), "E_ROLLBACK", **held)
    backdated = w.status(sequence=40, issued=w.LISTED - DAY)
    yield Loading("same sequence, earlier", "status", backdated, "E_ROLLBACK", **held)
    yield from _node_loadings()
    yield from _bundle_loadings()


def _node_loadings() -> Iterator[Loading]:
    other, no = w.OTHER_SEAL, "E_NODE_AUTH"
    first, last = w.NODE_ENTRY.first_day, w.NODE_ENTRY.last_day
    newcomer = w.window(other, "Ny nod", first, last)
    word = sign_delegation(w.ROOT, newcomer, 4)
    yield Loading("node newer than the list", "status", w.status(node=other, delegation=word), "OK")
    stale = sign_delegation(w.ROOT, newcomer, 3)
    unlisted = w.status(node=other, delegation=stale)
    yield Loading("node the list leaves out", "status", unlisted, no)
    yield Loading("another node's delegation", "status", w.status(node=other), no)
    own = w.status(node=other, delegation=sign_delegation(other, newcomer, 9))
    yield Loading("delegation by the node itself", "status", own, no)
    yield Loading("no delegation", "status", w.status(delegation=b""), no)
    lent = w.status(node=other, delegation=sign_delegation(w.ROOT, w.NODE_ENTRY, 4))
    yield Loading("a newer delegation of another node", "status", lent, no)
    first_list = sign_delegation(w.ROOT, newcomer, 1)
    yield Loading(
        *(
            "node without any list",
            "status",
            w.status(node=other, delegation=first_list),
            "OK",
            None,
        )
    )
    for label, day in {"first": first, "last": last}.items():
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        yield Loading(f"node's {label} day", "status", w.status(issued=noon), "OK")
    late = w.status(issued=datetime(2027, 1, 1, tzinfo=UTC))
    yield Loading("node's days over", "status", late, no)


def _bundle_loadings() -> Iterator[Loading]:
    forged = cose.sign1(
        w.OTHER_SEAL, StatusList.starting(50, w.LISTED, {}).to_bytes(), Purpose.STATUS
    )
    claimed: Any = cbor.decode(forged)
    claimed[0] = cbor.encode({1: ED25519, 4: w.NODE.kid})
    posing = pack_bundle(cbor.encode(claimed), w.DELEGATION)
    yield Loading("signed by another in the node's name", "status", posing, "E_SIGNATURE")
    parts: Any = cbor.decode(w.status())
    changed = pack_bundle(parts[1][:-1] + bytes([parts[1][-1] ^ 1]), w.DELEGATION)
    yield Loading("status changed", "status", changed, "E_SIGNATURE")
    bomb = cose.sign1(w.NODE, zlib.compress(bytes(8 * 2**20 + 1), 9), Purpose.STATUS)
    yield Loading("inflates over 8 MiB", "status", pack_bundle(bomb, w.DELEGATION), "E_BUNDLE_SIZE")
    packed = StatusList.starting(50, w.LISTED, {}).to_bytes()
    unpackable = {"not compressed": b"not zlib", "cut": packed[:-1], "bytes after": packed + b"x"}
    for label, payload in unpackable.items():
        statement = cose.sign1(w.NODE, payload, Purpose.STATUS)
        bundle = pack_bundle(statement, w.DELEGATION)
        yield Loading(f"bundle {label}", "status", bundle, "E_SHAPE")
    bent = {"of numbers": [1, 2, 3], "of two": [1, b""], "of words": [1, b"", "x"]}
    for label, items in bent.items():
        yield Loading(f"bundle {label}", "status", cbor.encode(items), "E_SHAPE")
    later = cbor.encode([2, b"", b""])
    yield Loading("bundle version 2", "status", later, "E_VERSION")
    content = StatusList.starting(50, w.LISTED, {})
    brief = StatusList(51, content.issued, content.issued, content.issued, {})
    moment = pack_bundle(cose.sign1(w.NODE, brief.to_bytes(), Purpose.STATUS), w.DELEGATION)
    yield Loading("good for a moment", "status", moment, "OK")
    long = StatusList(50, content.issued, content.next_update, w.LISTED + 91 * DAY, {})
    hoarded = pack_bundle(cose.sign1(w.NODE, long.to_bytes(), Purpose.STATUS), w.DELEGATION)
    yield Loading("good for 91 days", "status", hoarded, "E_SHAPE")
