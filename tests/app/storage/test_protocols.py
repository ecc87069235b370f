"""Installed protocols: once each, the highest published, damage never handed on."""

import hashlib

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage import protocols
from app.storage.database import Database
from app.storage.errors import DamagedRecord, UnknownProtocol
from app.storage.protocols import Package
from tests.factories import NOON

PICTURE = b"<svg/>"
SHA = hashlib.sha256(PICTURE).hexdigest()


def test_a_version_is_installed_once(database: Database) -> None:
    """The same package again changes nothing."""
    with database.transaction() as session:
        assert protocols.install(session, _package("1.0.0"), NOON)
        assert not protocols.install(session, _package("1.0.0"), NOON)
        assert protocols.pictures(session, {"shaft.svg": SHA}) == {"shaft.svg": PICTURE}


@pytest.mark.parametrize("order", [("1.2.0", "1.10.0", "1.9.9"), ("1.10.0", "1.2.0", "1.9.9")])
def test_new_cases_start_on_the_highest_version(database: Database, order: tuple[str, ...]) -> None:
    """Whatever the order of arrival; versions are numbers, not text. Older ones stay (I2)."""
    with database.transaction() as session:
        for version in order:
            protocols.install(session, _package(version), NOON)
        protocols.install(session, _package("3.0.0", "SVETS-1"), NOON)
        highest = _package("1.10.0").hash
        assert protocols.newest_published(session, "CNC-1") == highest
        assert protocols.newest_of_major(session, "CNC-1/1") == highest
        assert protocols.newest_of_major(session, "CNC-1/2") is None
        assert protocols.published(session) == (highest, _package("3.0.0", "SVETS-1").hash)
        old = _package("1.2.0")
        assert protocols.canonical(session, old.hash) == old.canonical


def test_an_unknown_protocol_is_named(database: Database) -> None:
    """By code and by hash."""
    with database.reading() as session:
        for ask in (protocols.newest_published, protocols.canonical):
            with pytest.raises(UnknownProtocol) as caught:
                ask(session, "BAS-1")
            assert caught.value.wanted == "BAS-1"


def test_a_package_that_is_not_what_its_hash_says_is_refused(database: Database) -> None:
    """R13: a pinned hash always means the same content."""
    false = Package("0" * 64, "CNC-1", "1.0.0", b"{}")
    with database.transaction() as session, pytest.raises(DamagedRecord):
        protocols.install(session, false, NOON)


@pytest.mark.parametrize(
    "damage",
    ["UPDATE protocols SET canonical = x'00'", "UPDATE pictures SET content = x'00'"],
)
def test_damage_in_the_file_is_noticed_when_read(database: Database, damage: str) -> None:
    """Bit rot is said, never shown to a candidate as a question."""
    with database.transaction() as session:
        protocols.install(session, _package("1.0.0"), NOON)
        session.execute(text(damage))
        session.expire_all()
        with pytest.raises(DamagedRecord):
            _read_all(session)


def _read_all(session: Session) -> None:
    protocols.canonical(session, _package("1.0.0").hash)
    protocols.pictures(session, {"shaft.svg": SHA})


def _package(version: str, code: str = "CNC-1") -> Package:
    canonical = f"{code} {version}".encode()
    digest = hashlib.sha256(canonical).hexdigest()
    return Package(digest, code, version, canonical, {SHA: PICTURE})
