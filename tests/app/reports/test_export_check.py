"""Is an export what its manifest says, and who says so: every byte bent."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.reports.export_check import ExportAnswer, ExportUnread, check_export
from app.reports.manifest_file import NoManifest
from app.reports.tables import (
    Column,
    Manifest,
    Signature,
    Stated,
    Table,
    Way,
    manifest_path,
    write_table,
)
from app.seal.authority import sign_accreditation, sign_delegation
from app.seal.export_word import sign_export
from app.seal.keys import SigningKey
from app.seal.status import SealState
from app.seal.trust import Trust
from tests.app.seal import world

AT = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
TRUST = Trust(world.ROOTS).with_trust_list(world.trust_list())
ACCREDITED = sign_accreditation(world.AUTHORITY, world.ACCREDITATION)


def _write(
    path: Path,
    key: SigningKey | None = world.SEAL,
    authority: bytes = ACCREDITED,
    at: datetime = AT,
) -> Path:
    table = Table("T", (Column("a", "A"),), [("Karin",), ("=1+1",)])

    def sign(manifest: Manifest) -> Signature | None:
        return None if key is None else Signature(sign_export(key, manifest), authority)

    stated = Stated(at, "cases", "Maria", "Värnamo", {"company": "1"})
    write_table(table, path, Way("csv"), stated, sign)
    return path


def test_a_file_as_it_was_written_is_whole_and_tells_who_signed(tmp_path: Path) -> None:
    """I14: found by the file or by its manifest, wherever both were moved to."""
    file = _write(tmp_path / "a.csv")
    check = check_export(file, TRUST)
    assert (check.answer, check.is_same) == (ExportAnswer.WHOLE, True)
    assert check.signer == "Maria Sandberg, Testcenter Värnamo"
    assert (check.manifest.rows, check.manifest.filters) == (2, {"company": "1"})
    assert check_export(manifest_path(file), TRUST) == check


def test_a_changed_file_and_a_changed_manifest_are_told_apart(tmp_path: Path) -> None:
    """One letter in the file; another number of rows in what is shown of the manifest."""
    file = _write(tmp_path / "a.csv")
    told = manifest_path(file).read_text()
    file.write_bytes(file.read_bytes().replace(b"Karin", b"Karim"))
    assert check_export(file, TRUST).answer is ExportAnswer.CHANGED
    manifest_path(file).write_text(told.replace('"rows": 2', '"rows": 3'))
    check = check_export(file, TRUST)
    assert (check.answer, check.signer) == (ExportAnswer.MANIFEST_CHANGED, "")


def test_whoever_takes_the_signature_off_has_an_unsigned_file(tmp_path: Path) -> None:
    """Never whole: both may be by anybody."""
    file = _write(tmp_path / "a.csv")
    told = json.loads(manifest_path(file).read_text())
    manifest_path(file).write_text(json.dumps({**told, "signature": None, "authority": None}))
    assert check_export(file, TRUST).answer is ExportAnswer.UNSIGNED
    assert check_export(_write(tmp_path / "b.csv", None), TRUST).answer is (ExportAnswer.UNSIGNED)


@pytest.mark.parametrize("authority", [ACCREDITED, b"", b"\x00\x01"])
def test_another_key_behind_the_name_is_no_signature(authority: bytes, tmp_path: Path) -> None:
    """A signature by a key that the statement is not about proves nothing."""
    file = _write(tmp_path / "a.csv", world.OTHER_SEAL, authority)
    check = check_export(file, TRUST)
    assert (check.answer, check.signer) == (ExportAnswer.MANIFEST_CHANGED, "")


def test_a_signer_nobody_here_stands_behind_is_unknown_by_the_name_they_claim(
    tmp_path: Path,
) -> None:
    """Without lists, by another authority, before or after the accreditation's days."""
    foreign = sign_accreditation(world.OTHER_AUTHORITY, world.ACCREDITATION)
    unknown = ExportAnswer.UNKNOWN_SIGNER
    assert check_export(_write(tmp_path / "a.csv"), Trust(())).answer is unknown
    file = _write(tmp_path / "b.csv", authority=foreign)
    assert check_export(file, TRUST).answer is unknown
    file = _write(tmp_path / "c.csv", at=AT + timedelta(days=200))
    assert check_export(file, TRUST).answer is unknown


def test_a_seal_that_was_stolen_signs_nothing_any_more(tmp_path: Path) -> None:
    """As of the newest status this desk holds; one withdrawn later signed rightly before."""
    file = _write(tmp_path / "a.csv")
    stolen = TRUST.with_status(world.seal_status(SealState.COMPROMISED, AT.date()))
    assert check_export(file, stolen).answer is ExportAnswer.UNKNOWN_SIGNER


def test_a_node_signs_with_the_key_the_root_names(tmp_path: Path) -> None:
    """By the trust list, or by the root's word that lies beside the signature."""
    window = world.window(world.NODE, "Region Jönköping", date(2026, 1, 1), date(2026, 12, 31))
    word = sign_delegation(world.ROOT, window, 1)
    file = _write(tmp_path / "a.csv", world.NODE, word)
    for trust in (TRUST, Trust(world.ROOTS)):
        check = check_export(file, trust)
        assert check.answer is ExportAnswer.WHOLE
    assert check.signer == "Region Jönköping"
    assert check_export(file, Trust(())).answer is ExportAnswer.UNKNOWN_SIGNER


@pytest.mark.parametrize("told", [b"", b"{}", b"\xff\xfe", b'{"manifest": 1}', b"x" * (5 * 2**20)])
def test_what_is_no_manifest_is_named(told: bytes, tmp_path: Path) -> None:
    """Empty, foreign, huge: a sentence, never a trace."""
    file = _write(tmp_path / "a.csv")
    manifest_path(file).write_bytes(told)
    with pytest.raises(NoManifest):
        check_export(file, TRUST)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The manifest alone says nothing of a file."""
    file = _write(tmp_path / "a.csv")
    file.unlink()
    with pytest.raises(ExportUnread):
        check_export(manifest_path(file), TRUST)
