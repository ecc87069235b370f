"""Trust in motion: lists that come, go and take a node's authority with them."""

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.seal import cbor
from app.seal.authority import create_root, sign_delegation, sign_trust_list
from app.seal.codes import BadSeal, BundleTooLarge, ListRolledBack, NodeNotAuthorised
from app.seal.status import (
    INFLATE_LIMIT,
    CertificateState,
    SealState,
    SealStatus,
    StatusList,
    pack_bits,
)
from app.seal.trust import Trust, TrustList, in_utc
from app.seal.verifying import Answer, verify
from tests.app.seal import world as w


def test_a_desk_without_lists_still_opens() -> None:
    """Before the first sync nothing is known and everything is honest about it."""
    trust = Trust.load(w.ROOTS)
    assert (trust.trust_date, trust.status_date) == (None, None)
    assert verify(w.text(), trust, w.TODAY).answer is Answer.UNKNOWN_ISSUER


def test_a_root_made_today_carries_a_whole_chain() -> None:
    """Root, authority, seal, node: a throw-away world verifies like the real one."""
    root = create_root()
    trust = Trust.load(
        [root.public],
        sign_trust_list(root, w.TRUST_CONTENT),
        w.status(delegation=sign_delegation(root, w.NODE_ENTRY, 3)),
    )
    assert verify(w.text(), trust, w.TODAY).answer is Answer.VALID
    elsewhere = Trust.load([create_root().public])
    assert verify(w.text(), elsewhere, w.TODAY).answer is Answer.UNKNOWN_ISSUER


def test_a_refused_list_leaves_the_trust_as_it_was() -> None:
    """E_ROLLBACK says which numbers met; what is held stays held."""
    trust = Trust.load(w.ROOTS, w.trust_list(), w.status())
    with pytest.raises(ListRolledBack) as refused:
        trust.with_status(w.status(sequence=39))
    assert (refused.value.held, refused.value.offered) == (40, 39)
    assert trust.status is not None
    assert trust.status.sequence == 40


def test_a_list_without_the_node_takes_its_bundle_away() -> None:
    """A stolen node key ends with the next trust list, and the desk still opens."""
    trust = Trust.load(w.ROOTS, w.trust_list(), w.status())
    without = w.trust_list(serial=4, nodes=())
    assert trust.with_trust_list(without).status is None
    assert Trust.load(w.ROOTS, without, w.status()).status is None
    with pytest.raises(NodeNotAuthorised) as refused:
        trust.with_trust_list(without).with_status(w.status(sequence=41))
    assert refused.value.kid == w.NODE.kid


def test_a_newer_list_that_names_the_node_keeps_its_bundle() -> None:
    """An ordinary new trust list costs no status."""
    trust = Trust.load(w.ROOTS, w.trust_list(), w.status())
    assert trust.with_trust_list(w.trust_list(serial=4)).status == trust.status


@pytest.mark.parametrize("state", CertificateState)
@pytest.mark.parametrize("index", [0, 1, 2, 3, 4, 4001])
def test_a_state_is_found_at_its_index_and_nowhere_else(
    state: CertificateState, index: int
) -> None:
    """R43: two bits a certificate, index 0 leftmost as in the W3C list."""
    seal = SealStatus(bits=pack_bits([(index, state)]))
    assert seal.certificate(index) is state
    for neighbour in (index + 1, index + 4, 9000):
        assert seal.certificate(neighbour) is CertificateState.VALID
    assert pack_bits([(0, CertificateState.REPLACED)]) == b"\xc0"


def test_a_bundle_reads_back_as_it_was_made() -> None:
    """Sequence, times, states, bits and good-lists survive."""
    seals = {
        bytes(8): SealStatus(SealState.WITHDRAWN, date(2026, 3, 1), b"\x80"),
        bytes(7) + b"\1": SealStatus(
            SealState.COMPROMISED, date(2026, 3, 1), b"", frozenset({bytes(8)})
        ),
        bytes(7) + b"\2": SealStatus(),
    }
    content = StatusList.starting(5, w.LISTED, seals)
    assert StatusList.from_bytes(content.to_bytes()) == content
    assert content.next_update - content.issued == timedelta(days=7)
    assert content.hard_expiry - content.issued == timedelta(days=90)


def test_twenty_thousand_certificates_fit_in_a_few_kilobytes() -> None:
    """One small file for everybody: nobody learns who is checked."""
    revoked = [(index, CertificateState.REVOKED) for index in range(0, 20_000, 200)]
    content = StatusList.starting(1, w.LISTED, {w.SEAL.kid: SealStatus(bits=pack_bits(revoked))})
    assert len(content.to_bytes()) < 4000


@pytest.mark.parametrize("raw", [b"", b"\x80", b"\x83\x01\x40", b"\x83\x01\x01\x01", b"x" * 50])
def test_rubbish_is_no_bundle(raw: bytes) -> None:
    """A captive portal's page is refused, whatever it says."""
    with pytest.raises(BadSeal):
        Trust.load(w.ROOTS, w.trust_list()).with_status(raw)


@pytest.mark.parametrize(
    "seals",
    [
        [],
        {b"short": [0, 0, b"", []]},
        {1: [0, 0, b"", []]},
        {bytes(8): 0},
        {bytes(8): [0, 0, b""]},
        {bytes(8): [0, 0, b"", [], 0]},
        {bytes(8): [3, 0, b"", []]},
        {bytes(8): [0, 0, "", []]},
        {bytes(8): [0, 0, b"", [b"short"]]},
        {bytes(8): [0, 0, b"", [bytes(8)] * 2]},
    ],
)
def test_a_bent_seal_entry_is_refused(seals: object) -> None:
    """A bundle is taken whole or not at all."""
    raw = cbor.encode({1: 1, 2: 0, 3: 0, 4: 0, 5: seals})
    with pytest.raises(BadSeal):
        StatusList.from_bytes(zlib.compress(raw))


def test_a_bundle_over_the_limit_is_refused_unread_and_never_signed() -> None:
    """8 MiB, as sent and inflated."""
    trust = Trust.load(w.ROOTS, w.trust_list())
    with pytest.raises(BundleTooLarge) as refused:
        trust.with_status(bytes(INFLATE_LIMIT + 1))
    assert refused.value.limit == INFLATE_LIMIT
    with pytest.raises(BundleTooLarge):
        w.status({w.SEAL.kid: SealStatus(bits=bytes(INFLATE_LIMIT))})


def test_a_window_that_ends_before_it_begins_is_refused_when_signing() -> None:
    """The signing side finds what no verifier would take."""
    turned = replace(w.AUTHORITY_ENTRY, first_day=date(2026, 12, 31), last_day=date(2026, 1, 1))
    with pytest.raises(BadSeal):
        sign_trust_list(w.ROOT, TrustList(1, in_utc(datetime.now(UTC)), (turned,), ()))
