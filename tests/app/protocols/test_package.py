"""A package folder to a Protocol and back from its canonical bytes."""

import json
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from app.domain.protocol import Critical, Evidence, ItemKind
from app.domain.text import Text
from app.protocols.content import content_hash
from app.protocols.faults import ProtocolDamaged
from app.protocols.package import LoadedPackage, load_package, protocol_from_canonical
from tests.app.protocols.sample_package import SVG, as_yaml, both, sample_files, write_package


@pytest.fixture
def package(tmp_path: Path) -> LoadedPackage:
    return load_package(write_package(tmp_path / "package", sample_files()))


def test_a_sound_package_is_read_whole(package: LoadedPackage) -> None:
    """R13."""
    protocol = package.protocol
    assert (protocol.profile, protocol.version, protocol.owner) == (
        "TST-1/1",
        "1.0.0",
        "Exempelhuvudman",
    )
    assert [area.id for area in protocol.areas] == ["matning", "ordning"]
    assert [item.id for item in protocol.items] == [f"mat-{n}" for n in range(1, 8)]
    assert {item.question.kind for item in protocol.items} == set(ItemKind)
    assert package.pictures == {"pictures/skala.svg": SVG}


def test_what_is_stored_is_the_same_protocol(package: LoadedPackage) -> None:
    """I2, R13."""
    assert protocol_from_canonical(package.canonical) == package.protocol
    assert package.protocol.hash == content_hash(package.canonical)


def test_canonical_form_is_sorted_json_without_white_space(package: LoadedPackage) -> None:
    """RFC 8785."""
    plain = json.loads(package.canonical)
    again = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == package.canonical


def test_how_a_package_is_written_does_not_change_its_hash(
    package: LoadedPackage, tmp_path: Path
) -> None:
    files = sample_files()
    files["texts.yaml"] = json.dumps(files["texts.yaml"], indent=4).encode()
    files["protocol.yaml"] = dict(reversed(files["protocol.yaml"].items()))
    other = load_package(write_package(tmp_path / "other", files))
    assert other.protocol.hash == package.protocol.hash


@pytest.mark.parametrize("change", ["text", "key", "picture"])
def test_any_change_of_content_changes_the_hash(
    change: str, package: LoadedPackage, tmp_path: Path
) -> None:
    """R13."""
    files = sample_files()
    if change == "text":
        files["texts.yaml"]["label"]["en"] = "Another label"
    elif change == "key":
        files["items/matning.yaml"]["families"][0]["items"][0]["key"] = ["a"]
    else:
        files["pictures/skala.svg"] = SVG + b"\n"
    other = load_package(write_package(tmp_path / "other", files))
    assert other.protocol.hash != package.protocol.hash


def test_every_row_of_a_template_is_an_item_with_its_numbers_in_both_languages(
    package: LoadedPackage,
) -> None:
    item = next(item for item in package.protocol.items if item.id == "mat-5")
    assert item.question.stem == Text("Vad är 25 − 24,9?", "Vad är 25 − 24.9? in English")
    assert item.why.sv == "25 − 24,9."
    assert (item.key.value, item.key.tolerance) == (Decimal("0.1"), Decimal("0.01"))
    assert (item.family, item.question.unit) == ("mat-d", "mm")


def test_a_plain_option_gets_its_decimal_comma_only_when_it_is_a_number(
    package: LoadedPackage,
) -> None:
    first, code, whole, _ = package.protocol.items[0].question.options
    assert first.text == Text("24,98 mm", "24.98 mm")
    assert code.text == Text("G01 X1.5", "G01 X1.5")
    assert whole.text == Text("25", "25")


def test_the_field_decides_the_type_not_the_spelling(tmp_path: Path) -> None:
    """`no`, bare codes and bare decimals mean what an author expects."""
    files = sample_files()
    written = as_yaml(files["protocol.yaml"])
    for quoted, bare in (("'no'", "no"), ("'7223'", "7223"), ("'24.979'", "24.979")):
        assert quoted in written
        written = written.replace(quoted, bare)
    files["protocol.yaml"] = written.replace("'25.000'", "25.000").encode()
    protocol = load_package(write_package(tmp_path / "package", files)).protocol
    assert protocol.criteria[1].critical is Critical.NO
    assert protocol.codes.ssyk == "7223"
    assert protocol.criteria[0].evidence is Evidence.VALUE
    assert str(protocol.criteria[0].measured.nominal) == "25.000"


def test_the_question_a_candidate_sees_holds_neither_key_nor_explanation(
    package: LoadedPackage,
) -> None:
    """R22."""
    shown = {field.name for field in fields(package.protocol.items[0].question)}
    assert not shown & {"key", "why", "value", "tolerance", "points"}


def test_what_is_for_the_assessor_alone_is_read_and_changes_nothing_where_it_is_not(
    tmp_path: Path, package: LoadedPackage
) -> None:
    """Slips and oral questions never reach the candidate (R22); older versions keep their hash."""
    files = sample_files()
    part = {"title": both("Dagen"), "points": [both("Ta med legitimation.")]}
    files["texts.yaml"]["guide"] = {"candidate": [part], "assessor": [part, part]}
    criterion = files["protocol.yaml"]["areas"][0]["criteria"][0]
    criterion["questions"] = [{"ask": both("Varför?"), "good": [both("Värmen.")]}]
    first = files["items/matning.yaml"]["families"][0]["items"][0]
    first["options"][0]["slip"] = both("Läser av fel skala")
    protocol = load_package(write_package(tmp_path / "fuller", files)).protocol
    assert protocol.items[0].slips == (("a", Text(**both("Läser av fel skala"))),)
    assert "fel skala" not in str(protocol.items[0].question)
    assert protocol.criteria[0].questions[0].good[0].sv == "Värmen."
    guide = protocol.wording.guide
    assert guide is not None
    assert (len(guide.candidate), len(guide.assessor)) == (1, 2)
    for name in (b'"guide"', b'"questions"', b'"slip"'):
        assert name not in package.canonical


@pytest.mark.parametrize("damaged", [b"", b"{}", b"\xff", b"[1]", b'{"protocol":1}'])
def test_stored_bytes_that_are_no_protocol_are_refused(damaged: bytes) -> None:
    with pytest.raises(ProtocolDamaged):
        protocol_from_canonical(damaged)


def test_a_stored_protocol_with_a_foreign_field_is_refused(package: LoadedPackage) -> None:
    plain = msgspec.json.decode(package.canonical)
    plain["extra"] = 1
    with pytest.raises(ProtocolDamaged):
        protocol_from_canonical(msgspec.json.encode(plain))
