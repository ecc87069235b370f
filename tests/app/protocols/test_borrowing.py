"""Areas taken from another role's package: whole in the package's own content, wrong ones named."""

from pathlib import Path
from typing import Any

import pytest

from app.protocols.checking import clashing_items
from app.protocols.faults import Problem, ProtocolErrors
from app.protocols.package import load_package, protocol_from_canonical
from tests.app.protocols.sample_package import Files, sample_files, write_package


@pytest.fixture
def lender(tmp_path: Path) -> str:
    """A sound package in the folder, and its code."""
    files = sample_files()
    code = str(files["protocol.yaml"]["code"])
    write_package(tmp_path / code, files)
    return code


def borrowing(code: str, **own: Any) -> Files:
    """A package whose first area is the other's, with what stands here put before it."""
    files = sample_files()
    protocol = files["protocol.yaml"]
    area = protocol["areas"][0]["id"]
    protocol["code"] = "OTHER-1"
    protocol["areas"][0] = {"from": code, "id": area, **own}
    del files[f"items/{area}.yaml"]
    return files


def test_a_borrowed_area_brings_its_questions_and_pictures(tmp_path: Path, lender: str) -> None:
    """The content holds them itself, so that a case can pin it (I2); items keep their ids (I6)."""
    theirs = load_package(tmp_path / lender)
    ours = load_package(write_package(tmp_path / "OTHER-1", borrowing(lender, required_level=3)))
    area = theirs.protocol.areas[0]
    assert [item for item in ours.protocol.items if item.area == area.id] == [
        item for item in theirs.protocol.items if item.area == area.id
    ]
    assert ours.protocol.criteria_of(area.id) == theirs.protocol.criteria_of(area.id)
    assert ours.protocol.areas[0].required_level == 3
    assert ours.pictures == theirs.pictures
    assert protocol_from_canonical(ours.canonical) == ours.protocol
    assert b'"from"' not in ours.canonical
    assert not list(clashing_items([theirs.protocol, ours.protocol]))


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("NONE-9", Problem.FILE_MISSING),
        ("../X", Problem.FILE_MISSING),
        ("OTHER-1", Problem.UNKNOWN_AREA),
    ],
)
def test_a_package_that_is_not_there_is_named(tmp_path: Path, code: str, problem: Problem) -> None:
    """Neither is an area lent on by who has borrowed it, nor a path followed."""
    with pytest.raises(ProtocolErrors) as raised:
        load_package(write_package(tmp_path / "OTHER-1", borrowing(code)))
    assert ("protocol.yaml: $.areas[0].from", problem) in [
        (fault.place, fault.problem) for fault in raised.value.faults
    ]


def test_questions_of_its_own_for_a_borrowed_area_are_refused(tmp_path: Path, lender: str) -> None:
    files = borrowing(lender)
    area = files["protocol.yaml"]["areas"][0]["id"]
    files[f"items/{area}.yaml"] = sample_files()[f"items/{area}.yaml"]
    with pytest.raises(ProtocolErrors) as raised:
        load_package(write_package(tmp_path / "OTHER-1", files))
    assert Problem.FILE_UNEXPECTED in [fault.problem for fault in raised.value.faults]
