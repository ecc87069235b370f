"""Signed packages: believed whole or not at all, and every refusal is its own (R13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.protocols.faults import NewerPackage, Problem, ProtocolDamaged, ProtocolErrors
from app.protocols.package_file import (
    LARGEST_FILE,
    NotAPackage,
    PackageFile,
    PackageTooLarge,
    RecallFile,
    parse_file,
    read_file,
)
from app.protocols.package_shape import shape_of
from app.protocols.sealed import open_package, open_recall, read_recall, seal_package, seal_recall
from app.seal import cbor
from app.seal.package_errors import (
    OwnerNotCovering,
    OwnerOutOfTime,
    OwnerUnknown,
    PackageContentChanged,
    PackageFromFuture,
    PackageSignatureWrong,
    WrongOwnerKey,
)
from app.seal.trust import Trust
from tests.app.protocols.signed_package import (
    OTHER_KEY,
    OWNER_KEY,
    TODAY,
    loaded,
    package,
    resigned,
    statement,
    trust,
)
from tests.app.seal import world as w

VECTOR = Path(__file__).parents[2] / "data" / "TST-1-1.0.0.intyga-protocol"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> PackageFile:
    """The sample package, signed."""
    return package(tmp_path_factory.mktemp("signed"))


def test_a_package_that_holds_is_the_folder_it_was_made_of(
    good: PackageFile, tmp_path: Path
) -> None:
    """R13."""
    made = loaded(tmp_path)
    path = tmp_path / "TST-1-1.0.0.intyga-protocol"
    path.write_bytes(good.to_bytes())
    file = read_file(path)
    assert isinstance(file, PackageFile)
    opened = open_package(file, trust(), TODAY)
    assert opened.loaded == made
    assert (opened.owner.name, opened.claims.signed) == ("Exempelhuvudman", TODAY)


def test_the_same_version_is_the_same_file(good: PackageFile, tmp_path: Path) -> None:
    assert package(tmp_path).to_bytes() == good.to_bytes()


def test_a_stored_package_is_read_by_every_later_program() -> None:
    """Defaults that came later are filled in; the hash is still the one that was signed."""
    file = read_file(VECTOR)
    assert isinstance(file, PackageFile)
    protocol = open_package(file, trust(), TODAY).loaded.protocol
    assert (protocol.profile, protocol.version, len(protocol.items)) == ("TST-1/1", "1.0.0", 7)


def test_no_bit_of_signature_and_statement_can_be_turned(good: PackageFile) -> None:
    """R13: every single one is tried."""
    believed = trust()
    for part in ("signature", "statement"):
        sound = getattr(good, part)
        for bit in range(len(sound) * 8):
            with pytest.raises(UserError):
                open_package(replace(good, **{part: _turned(sound, bit)}), believed, TODAY)


def test_no_byte_of_the_file_can_be_changed(good: PackageFile) -> None:
    """R13: one bit of every byte, another one each time."""
    raw, believed = good.to_bytes(), trust()
    for at in range(len(raw)):
        with pytest.raises(UserError):
            _opened(_turned(raw, at * 8 + at % 8), believed)


@given(raw=st.binary(max_size=400))
def test_rubbish_is_no_package(raw: bytes) -> None:
    with pytest.raises((NotAPackage, NewerPackage)):
        parse_file(raw, "x")


@pytest.mark.parametrize(
    "value",
    [
        ["intyga-protocol", 1],
        ["intyga-protocol", 1, b"", {}, b"", b"", b""],
        ["intyga-protocol", 1, b"", {"pictures/a.svg": "text"}, b"", b""],
        ["intyga-protocol", 1, b"", {1: b""}, b"", b""],
        ["intyga-protocol", 1, b"", {"a": bytes(256 * 1024 + 1)}, b"", b""],
        ["intyga-protocol", "2", b"", {}, 1, b""],
        ["intyga-recall", 1, b"", {}, b"", b""],
        ["intyga-recall", 1, bytes(9000), b""],
        {"intyga-protocol": 1},
        [["intyga-protocol"], 1, b"", b""],
    ],
)
def test_another_shape_is_no_package(value: object) -> None:
    with pytest.raises(NotAPackage):
        parse_file(cbor.encode(value), "x")


def test_what_cannot_be_read_is_no_package(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    for path in (tmp_path, tmp_path / "nowhere", empty):
        with pytest.raises(NotAPackage) as raised:
            read_file(path)
        assert raised.value.name == path.name


def test_a_file_is_read_up_to_its_limit_only(tmp_path: Path) -> None:
    huge = tmp_path / "huge.intyga-protocol"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE * 40)
    with pytest.raises(PackageTooLarge) as raised:
        read_file(huge)
    assert raised.value.limit_mb == LARGEST_FILE >> 20


def test_no_file_costs_more_than_reading_it() -> None:
    """Millions of numbers where a byte string should stand are never built."""
    count = 8 * 1024 * 1024
    head = b"\x86\x6fintyga-protocol\x01\x9a" + count.to_bytes(4, "big")
    raw = head + bytes(count) + b"\xa0\x40\x40"
    shape = shape_of(raw)
    assert shape is not None
    assert not shape.is_flat
    with pytest.raises(NotAPackage):
        parse_file(raw, "x")


@given(raw=st.binary(max_size=60))
def test_any_bytes_can_be_walked(raw: bytes) -> None:
    shape_of(raw)
    shape_of(b"\x86\x6fintyga-protocol\x01" + raw)


def test_a_file_of_a_later_form_says_so() -> None:
    with pytest.raises(NewerPackage):
        parse_file(cbor.encode(["intyga-protocol", 2, {"other": "form"}]), "x")


def test_content_of_a_later_form_says_so(good: PackageFile) -> None:
    for bend in (_format_two, _unknown_rule):
        with pytest.raises(NewerPackage):
            open_package(_bent(good, bend), trust(), TODAY)


REFUSED: dict[type[UserError], Callable[[PackageFile], PackageFile]] = {
    OwnerUnknown: lambda good: replace(good, statement=statement(w.OTHER_AUTHORITY)),
    OwnerOutOfTime: lambda good: replace(
        good, statement=statement(last_day=TODAY - timedelta(days=1))
    ),
    OwnerNotCovering: lambda good: replace(good, statement=statement(codes=("CNC-1",))),
    PackageContentChanged: lambda good: replace(good, canonical=good.canonical + b" "),
    PackageSignatureWrong: lambda good: replace(good, statement=statement(public=OTHER_KEY.public)),
}


@pytest.mark.parametrize("error", REFUSED)
def test_each_refusal_is_its_own(error: type[UserError], good: PackageFile) -> None:
    """R13: chain, window, code, hash, signature."""
    with pytest.raises(error):
        open_package(REFUSED[error](good), trust(), TODAY)


def test_an_owner_of_another_scheme_is_refused(good: PackageFile) -> None:
    """R13."""
    with pytest.raises(OwnerNotCovering):
        open_package(replace(good, statement=statement(schemes=("annan",))), trust(), TODAY)


def test_a_root_may_stand_behind_an_owner_itself(good: PackageFile) -> None:
    """R13: without any list, as when a desk is new."""
    believed = type(trust()).load(w.ROOTS)
    opened = open_package(replace(good, statement=statement(w.ROOT)), believed, TODAY)
    assert opened.owner.name == "Exempelhuvudman"
    with pytest.raises(OwnerUnknown):
        open_package(replace(good, statement=statement(w.OTHER_ROOT)), believed, TODAY)


def test_an_authority_whose_own_time_is_over_vouches_for_nobody(good: PackageFile) -> None:
    later = date(2027, 1, 2)
    longer = statement(first_day=date(2026, 3, 1), last_day=date(2027, 3, 1))
    with pytest.raises(OwnerUnknown):
        open_package(replace(good, statement=longer), trust(), later)


def test_a_signature_from_tomorrow_waits_until_then(tmp_path: Path) -> None:
    ahead = seal_package(loaded(tmp_path), OWNER_KEY, statement(), TODAY + timedelta(days=2))
    with pytest.raises(PackageFromFuture):
        open_package(ahead, trust(), TODAY)
    assert open_package(ahead, trust(), TODAY + timedelta(days=1)).claims.code == "TST-1"


def test_nobody_signs_with_a_key_that_is_not_the_owners(tmp_path: Path) -> None:
    with pytest.raises(WrongOwnerKey):
        seal_package(loaded(tmp_path), OTHER_KEY, statement(), TODAY)


def test_a_signed_package_with_faults_in_its_content_is_refused(good: PackageFile) -> None:
    """The owner's signature does not make a bad test good."""
    with pytest.raises(ProtocolErrors) as raised:
        open_package(_bent(good, _two_faults), trust(), TODAY)
    problems = {fault.problem for fault in raised.value.faults}
    assert problems == {Problem.WEIGHT_SUM, Problem.KEY_UNKNOWN}


@pytest.mark.parametrize(
    "canonical",
    [
        b"{}",
        b"[]",
        b"\xff",
        b'{"protocol":{"format":NaN}}',
        b"[" * 100_000,
        b'{"protocol":{"format":1,"format":1}}',
        b'{"protocol":{"format":1,"x":"\\ud800"}}',
    ],
)
def test_signed_content_that_is_no_protocol_is_refused(canonical: bytes) -> None:
    with pytest.raises(ProtocolDamaged):
        open_package(resigned(canonical, {}), trust(), TODAY)


def test_a_key_that_stands_twice_is_refused(good: PackageFile) -> None:
    """What a reader sees first and last must be the same."""
    twice = good.canonical.replace(b'"code":"TST-1"', b'"code":"CNC-1","code":"TST-1"', 1)
    assert twice != good.canonical
    with pytest.raises(ProtocolDamaged):
        open_package(resigned(twice, good.pictures), trust(), TODAY)


def test_pictures_are_the_ones_named(good: PackageFile) -> None:
    name, content = next(iter(good.pictures.items()))
    for pictures in ({}, {name: content + b" "}, {**good.pictures, "../../evil.svg": content}):
        with pytest.raises(PackageContentChanged):
            open_package(replace(good, pictures=pictures), trust(), TODAY)


def test_claims_that_tell_another_version_than_the_content_are_refused(tmp_path: Path) -> None:
    newer = loaded(tmp_path, "2.0.0")
    with pytest.raises(PackageContentChanged):
        open_package(resigned(newer.canonical, newer.pictures), trust(), TODAY)


def test_a_recall_names_its_version_and_why(good: PackageFile) -> None:
    claims = open_package(good, trust(), TODAY).claims
    made = seal_recall(claims, "Fel facit i två frågor", OWNER_KEY, statement(), TODAY)
    file = parse_file(made.to_bytes(), "x")
    assert isinstance(file, RecallFile)
    recalled = open_recall(file, trust(), TODAY).claims
    assert (recalled.content, recalled.reason) == (claims.content, "Fel facit i två frågor")
    assert read_recall(file) == recalled


def test_a_recall_by_somebody_else_is_refused(good: PackageFile) -> None:
    claims = open_package(good, trust(), TODAY).claims
    with pytest.raises(WrongOwnerKey):
        seal_recall(claims, "x", OTHER_KEY, statement(), TODAY)
    made = seal_recall(claims, "x", OTHER_KEY, statement(public=OTHER_KEY.public), TODAY)
    with pytest.raises(PackageSignatureWrong):
        open_recall(replace(made, statement=statement()), trust(), TODAY)


def test_no_signature_serves_another_purpose(good: PackageFile) -> None:
    """A package's signature is no recall, an owner's statement no accreditation."""
    with pytest.raises(PackageSignatureWrong):
        open_recall(RecallFile(good.signature, good.statement), trust(), TODAY)


def _opened(raw: bytes, believed: Trust) -> None:
    file = parse_file(raw, "x")
    assert isinstance(file, PackageFile)
    open_package(file, believed, TODAY)


def _turned(raw: bytes, bit: int) -> bytes:
    changed = bytearray(raw)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def _bent(good: PackageFile, bend: Callable[[Any], None]) -> PackageFile:
    content = msgspec.json.decode(good.canonical)
    bend(content)
    return resigned(msgspec.json.encode(content, order="sorted"), good.pictures)


def _format_two(content: Any) -> None:
    content["protocol"]["format"] = 2


def _unknown_rule(content: Any) -> None:
    content["protocol"]["rules"]["moon_phase"] = 1


def _two_faults(content: Any) -> None:
    content["protocol"]["areas"][0]["weight"] -= 1
    content["items"][0]["families"][0]["items"][0]["key"] = ["zz"]
