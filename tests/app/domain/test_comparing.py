"""What differs between two versions, and the words for it."""

from collections.abc import Callable
from dataclasses import fields, replace
from enum import Enum

import pytest

from app.domain import protocol as p
from app.domain.change_words import (
    ENUMS,
    FIELDS,
    KINDS,
    PARTS,
    PLURALS,
    change_title,
    field_lines,
)
from app.domain.comparing import ChangeKind, Part, compare
from app.domain.text import Text
from tests.app.domain.sample import sample_protocol

OLD = sample_protocol()


def test_a_version_does_not_differ_from_itself() -> None:
    found = compare(OLD, replace(OLD, version="9.9.9", hash="other"))
    assert not found.changes
    assert not found.moves_areas


def test_what_is_added_and_removed_is_counted_by_part() -> None:
    new = replace(OLD, items=OLD.items[1:], criteria=OLD.criteria[1:])
    found, back = compare(OLD, new), compare(new, OLD)
    assert found.count(Part.ITEM, ChangeKind.REMOVED) == 1
    assert back.count(Part.ITEM, ChangeKind.ADDED) == 1
    assert back.of(Part.CRITERION)[0].key == OLD.criteria[0].id
    assert not found.of(Part.AREA)


def test_a_changed_key_is_told_as_such() -> None:
    item = OLD.items[0]
    new = replace(OLD, items=(replace(item, points=item.points + 1), *OLD.items[1:]))
    (change,) = compare(OLD, new).changes
    assert (change.part, change.kind, change.key) == (Part.ITEM, ChangeKind.CHANGED, item.id)
    assert field_lines(change, "sv") == (f"Poäng: {item.points} → {item.points + 1}",)
    assert change_title(change, "en").startswith(f"Changed item {item.id}: ")


def test_another_picture_under_the_same_name_is_a_change() -> None:
    item = OLD.items[0]
    shown = replace(item, question=replace(item.question, picture="pictures/a.svg"))
    old = replace(OLD, items=(shown,), pictures={"pictures/a.svg": "11"})
    (change,) = compare(old, replace(old, pictures={"pictures/a.svg": "22"})).changes
    assert field_lines(change, "sv") == ("Bild",)


def test_a_rule_is_one_line_with_both_values() -> None:
    rules = replace(OLD.rules, total_cut_permille=725, two_assessors=True)
    changes = compare(OLD, replace(OLD, rules=rules)).changes
    said = [line for change in changes for line in field_lines(change, "sv")]
    assert any(line.endswith("72,5\u00a0%") for line in said)
    assert "Två bedömare: nej → ja" in said


@pytest.mark.parametrize(
    "bend",
    [
        lambda old: replace(old, areas=old.areas[::-1]),
        lambda old: replace(old, areas=old.areas[:-1]),
        lambda old: replace(old, scale=old.scale[:-1]),
    ],
)
def test_areas_that_move_are_noticed(bend: Callable[[p.Protocol], p.Protocol]) -> None:
    """A certificate's levels stand in the order of the areas."""
    assert compare(OLD, bend(OLD)).moves_areas


def test_every_field_of_a_protocol_has_words_in_both_languages() -> None:
    kinds = (p.ScaleStep, p.Criterion, p.Area, p.Question, p.Item, p.Task, p.Rules, p.Codes)
    names = {each.name for kind in (*kinds, p.Wording) for each in fields(kind)}
    assert names - {"question"} <= set(FIELDS) | {"code"}
    assert set(KINDS) == set(ChangeKind)
    assert set(PARTS) == set(PLURALS) == set(Part)
    for kind in (
        p.Critical,
        p.Evidence,
        p.Method,
        p.LearningOutcome,
        p.ItemKind,
        p.MultipleScoring,
    ):
        assert {member for member in kind if isinstance(member, Enum)} <= set(ENUMS)


def test_a_long_text_is_named_and_not_quoted() -> None:
    new = replace(OLD, wording=replace(OLD.wording, privacy=Text("å" * 200, "x" * 200)))
    (change,) = compare(OLD, new).changes
    assert field_lines(change, "sv") == ("Personuppgifter, text",)
