"""Statistics of items, areas and assessors: versions apart, no small group, no key, no name."""

from dataclasses import replace

import pytest

from app.domain.certificate import AreaOutcome
from app.domain.protocol import ItemKind, Protocol
from app.paths import protocol_folder
from app.protocols.package import load_package
from app.reports.statistics import (
    AreaCame,
    RatedTwice,
    TakenTest,
    agreement_table,
    area_table,
    item_table,
)
from app.reports.table import Row, Table


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    """A role that comes with the program."""
    return load_package(protocol_folder() / "CNC-1").protocol


def _rows(table: Table) -> list[dict[str, object]]:
    keys = [column.key for column in table.columns]
    found: list[Row] = list(table.rows)
    return [dict(zip(keys, row, strict=True)) for row in found]


def test_an_item_s_figures_come_from_every_test_and_tell_no_key(protocol: Protocol) -> None:
    """X7, R22: half know it, a quarter take one wrong option, a quarter leave it blank."""
    item = next(one for one in protocol.items if one.question.kind is ItemKind.SINGLE)
    wrong = next(o.id for o in item.question.options if o.id not in item.key.choice)
    given = [item.key.choice] * 10 + [(wrong,)] * 5 + [()] * 5
    tests = [TakenTest(protocol, {item.id: answer}) for answer in given]
    found = next(row for row in _rows(item_table(tests, "sv")) if row["item"] == item.id)
    figures = ("tests", "asked", "exposure", "difficulty", "wrong_1", "wrong_2", "working", "blank")
    assert [found[key] for key in figures] == [20, 20, 1000, 500, 250, 0, 1, 250]
    assert not {"key", "choice", "option"} & found.keys()
    assert found["confidence"] == "Litet"


def test_what_fewer_than_five_met_is_not_shown(protocol: Protocol) -> None:
    """X2: neither how many nor how they did."""
    item = protocol.items[0]
    tests = [TakenTest(protocol, {item.id: item.key.choice})] * 4
    found = next(row for row in _rows(item_table(tests, "en")) if row["item"] == item.id)
    assert {found[key] for key in ("tests", "asked", "difficulty", "blank", "confidence")} == {None}
    outcomes = [AreaCame(protocol, protocol.areas[0].id, AreaOutcome.SHOWN)] * 4
    assert [row["assessed"] for row in _rows(area_table(outcomes, "sv"))] == [None]


def test_versions_stand_apart(protocol: Protocol) -> None:
    """A question may have changed between two."""
    later = replace(protocol, version="10.0.0", hash="1" * 64)
    item = protocol.items[0]
    tests = [TakenTest(one, {item.id: ()}) for one in (later, protocol) for _ in range(5)]
    versions = [row["version"] for row in _rows(item_table(tests, "sv"))]
    assert list(dict.fromkeys(versions)) == [protocol.version, "10.0.0"]


def test_areas_tell_share_and_interval_of_those_assessed(protocol: Protocol) -> None:
    """What is credited or not assessed counts for nothing."""
    area = protocol.areas[0].id
    told = [AreaOutcome.SHOWN] * 6 + [AreaOutcome.NOT_YET] * 4
    told += [AreaOutcome.CREDITED] * 9 + [AreaOutcome.NOT_ASSESSED] * 9
    [found] = _rows(area_table([AreaCame(protocol, area, one) for one in told], "sv"))
    figures = ("assessed", "shown", "share", "low", "high")
    assert [found[key] for key in figures] == [10, 6, 600, 313, 832]


def test_two_assessors_agree_by_area_and_as_a_whole(protocol: Protocol) -> None:
    """R29: with how many practicals and ratings it rests on."""
    criteria = [one for one in protocol.criteria if one.is_rated]
    first = {one.id: 1 + at % 3 for at, one in enumerate(criteria)}
    second = {**first, criteria[0].id: first[criteria[0].id] + 1}
    found = _rows(agreement_table([RatedTwice(protocol, first, second)] * 5, "sv"))
    whole = found[0]
    assert (whole["area_name"], whole["practicals"]) == ("Hela protokollet", 5)
    assert whole["pairs"] == 5 * len(criteria)
    assert isinstance(whole["kappa"], int)
    assert 900 < whole["kappa"] < 1000
    assert all(row["kappa"] == 1000 or row["area"] == criteria[0].area for row in found[1:])
    few = _rows(agreement_table([RatedTwice(protocol, first, second)] * 4, "sv"))
    assert {row["kappa"] for row in few} == {None}
