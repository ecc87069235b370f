"""Everything that can be wrong with a package is found, all at once, with file and path."""

import re
from pathlib import Path

import pytest

from app.protocols.faults import Fault, Problem, ProtocolErrors
from app.protocols.package import load_package
from tests.app.protocols.sample_package import (
    SVG,
    Files,
    both,
    criterion,
    item,
    options,
    sample_files,
    write_package,
)

P = Problem
PROTOCOL, TEXTS, ITEMS = "protocol.yaml", "texts.yaml", "items/matning.yaml"
FIRST, SECOND = "families[0].items[0]", "families[0].items[1]"
GONE = object()
BOTH = both("x")
THEORY_STOP = criterion("mat-k1", method="theory", critical="stop")
MEASURED = "areas[0].criteria[0].measured"
ORDERING, PAIRING = "families[2].items[0]", "families[4].items[0]"
ROW = "families[3].rows[0]"

GUIDE_PROBLEMS = {P.GUIDE_SIZE, P.NO_NEXT_STEP, P.HARD_TO_READ}
"""Of guided conversations alone: see test_conversation."""

CASES = [
    (P.FILE_MISSING, TEXTS, "", GONE, ""),
    (P.FILE_UNEXPECTED, "notes.txt", "", b"x", ""),
    (P.FILE_UNEXPECTED, "items/Matning.yml", "", b"", ""),
    (P.FILE_TOO_LARGE, TEXTS, "", b"#" * (5 * 2**20 + 1), ""),
    (P.NOT_UTF8, TEXTS, "", b"label: \xe5", ""),
    (P.NOT_YAML, TEXTS, "", b"label: [a", ""),
    (P.NOT_YAML, TEXTS, "", b"", ""),
    (P.NOT_YAML, TEXTS, "", b"a: b\n---\na: b\n", ""),
    (P.NOT_YAML, TEXTS, "", b"[a, b]: c", ""),
    (P.ALIAS, TEXTS, "", b"a: &x 1\nb: *x\n", ".b"),
    (P.TOO_DEEP, TEXTS, "", b"[" * 99 + b"]" * 99, "[0]" * 25),
    (P.DUPLICATE_KEY, TEXTS, "", b"label: a\nlabel: b\n", ".label"),
    (P.UNKNOWN_FIELD, PROTOCOL, "colour", "red", None),
    (P.UNKNOWN_FIELD, ITEMS, f"{FIRST}.hints", BOTH, None),
    (P.FIELD_MISSING, TEXTS, "label", GONE, ""),
    (P.FIELD_MISSING, ITEMS, f"{FIRST}.stem.en", GONE, f".{FIRST}.stem"),
    (P.FIELD_MISSING, ITEMS, "families[3].rows[1].id", GONE, ".families[3].rows[1]"),
    (P.FIELD_MISSING, ITEMS, f"{FIRST}.kind", "numeric", f".{FIRST}"),
    (P.WRONG_VALUE, PROTOCOL, "areas[0].weight", "heavy", None),
    (P.WRONG_VALUE, PROTOCOL, "areas[0].criteria[0].outcome", "talent", None),
    (P.WRONG_VALUE, PROTOCOL, "areas[0].cut", 1001, None),
    (P.WRONG_VALUE, PROTOCOL, "areas", "none", None),
    (P.WRONG_VALUE, PROTOCOL, "format", 2, None),
    (P.WRONG_VALUE, PROTOCOL, "version", "1.0", None),
    (P.WRONG_VALUE, PROTOCOL, "codes.esco_occupation", "fake-id-1", None),
    (P.WRONG_VALUE, PROTOCOL, f"{MEASURED}.lower", "24,9", None),
    (P.WRONG_VALUE, PROTOCOL, "rules.reviewer_required", "maybe", None),
    (P.WRONG_VALUE, TEXTS, "label", "bara svenska", None),
    (P.WRONG_VALUE, ITEMS, "families[3].rows[1].id", "Mat 6", ".families[3].rows[1]"),
    (P.WRONG_VALUE, ITEMS, ROW, {"": "1", "id": "mat-5"}, ""),
    (P.EMPTY_TEXT, TEXTS, "label.en", " ", None),
    (P.NOT_NFC, TEXTS, "label.sv", "A\u030a", None),
    (P.HIDDEN_CHARACTER, TEXTS, "label.sv", "ab\u202ec", None),
    (P.HIDDEN_CHARACTER, TEXTS, "label.sv", "ab\u200bc", None),
    (P.DUPLICATE_ID, PROTOCOL, "areas[1].criteria[0].id", "mat-k1", ".areas[*].criteria"),
    (P.DUPLICATE_ID, PROTOCOL, "areas[1].shared_id", "matning", ".areas"),
    (P.DUPLICATE_ID, ITEMS, f"{SECOND}.id", "mat-1", f".{SECOND}"),
    (P.DUPLICATE_ID, ITEMS, "families[1].id", "mat-a", ".families[1]"),
    (P.DUPLICATE_ID, ITEMS, f"{FIRST}.options[2].id", "a", f".{FIRST}.options"),
    (P.UNKNOWN_AREA, ITEMS, "area", "annat", None),
    (P.UNKNOWN_AREA, "items/annat.yaml", "", {"area": "annat", "families": []}, ".area"),
    (P.SCALE_STEPS, PROTOCOL, "scale[0].code", 2, ".scale"),
    (P.SCALE_STEPS, PROTOCOL, "scale", [], None),
    (P.SCALE_NAMES, PROTOCOL, "scale[1].name.sv", "STEG  1", None),
    (P.SCALE_NAMES, PROTOCOL, "scale[1].name.sv", "Steg 1²", None),
    (P.SCALE_NAMES, PROTOCOL, "scale[2].name.en", "Level 2", None),
    (P.SCALE_NAMES, PROTOCOL, "scale[1].name.en", "2", None),
    (P.ABOVE_SCALE, PROTOCOL, "areas[0].required_level", 4, None),
    (P.WEIGHT_SUM, PROTOCOL, "areas[0].weight", 400, ".areas"),
    (P.NOTHING_TO_ASSESS, PROTOCOL, "areas[1].criteria", [], ".areas[1]"),
    (P.NO_THEORY_TIME, PROTOCOL, "rules.theory_minutes", 0, None),
    (P.LEVEL_TEXTS, PROTOCOL, "areas[0].criteria[0].levels", [BOTH, both("y")], None),
    (
        P.STOP_IN_THEORY,
        PROTOCOL,
        "areas[0].criteria",
        [THEORY_STOP],
        ".areas[0].criteria[0].critical",
    ),
    (P.THEORY_WITHOUT_ITEMS, PROTOCOL, "areas[1].criteria[0].method", "theory", None),
    (P.VALUE_WITHOUT_MEASURE, PROTOCOL, "areas[0].criteria[0].evidence", "note", None),
    (P.VALUE_WITHOUT_MEASURE, PROTOCOL, "areas[1].criteria[0].evidence", "value", None),
    (P.LIMITS, PROTOCOL, f"{MEASURED}.lower", "25.000", f".{MEASURED}"),
    (P.BRIEFING_POINTS, TEXTS, "briefing[5]", GONE, ".briefing"),
    (P.ITEMS_OR_TEMPLATE, ITEMS, "families[3].rows", [], ".families[3]"),
    (P.ITEMS_OR_TEMPLATE, ITEMS, "families[3].items", [item("mat-9")], ".families[3]"),
    (P.ITEMS_OR_TEMPLATE, ITEMS, "families[0].items", GONE, ".families[0]"),
    (P.PLACE_UNFILLED, ITEMS, f"{ROW}.x", GONE, f".{ROW}"),
    (P.PLACE_UNFILLED, ITEMS, f"{FIRST}.options[0].text", "{x} mm", f".{FIRST}"),
    (P.PLACE_UNUSED, ITEMS, "families[3].rows[1].q", "1", ".families[3].rows[1]"),
    (P.TOO_FEW_FAMILIES, PROTOCOL, "areas[0].items", 6, None),
    (P.ITEMS_WITHOUT_BLUEPRINT, PROTOCOL, "areas[0].items", 0, f"{ITEMS}: $"),
    (P.TOO_FEW_OPTIONS, ITEMS, f"{FIRST}.options", options("1", "2"), None),
    (P.TOO_FEW_OPTIONS, ITEMS, f"{PAIRING}.targets[2]", GONE, f".{PAIRING}.targets"),
    (P.FIELD_NOT_FOR_KIND, ITEMS, f"{FIRST}.unit", "mm", None),
    (P.KEY_UNKNOWN, ITEMS, f"{FIRST}.key[0]", "e", None),
    (P.KEY_COUNT, ITEMS, f"{FIRST}.key", ["a", "b"], None),
    (P.KEY_COUNT, ITEMS, f"{FIRST}.key", GONE, None),
    (P.KEY_COUNT, ITEMS, "families[1].items[0].key", ["a", "a"], None),
    (P.KEY_COUNT, ITEMS, "families[1].items[0].key", list("abcd"), None),
    (P.KEY_COUNT, ITEMS, f"{ORDERING}.key", list("dcb"), None),
    (P.KEY_COUNT, ITEMS, f"{PAIRING}.key", ["a=x", "b=y"], None),
    (P.ORDER_SHOWN, ITEMS, f"{ORDERING}.key", list("abcd"), None),
    (P.SLIP_ON_KEY, ITEMS, f"{FIRST}.options[1].slip", both("Fel"), None),
    (P.NOT_A_NUMBER, ITEMS, f"{ROW}.y", "0,1", f".{ROW}.value"),
    (P.NOT_A_NUMBER, ITEMS, "families[3].template.tolerance", "-0.1", f".{ROW}.tolerance"),
    (P.SAME_OPTION, ITEMS, f"{FIRST}.options[3].text", "25", f".{FIRST}.options"),
    (P.SAME_ITEM, ITEMS, f"{SECOND}.stem", both("Fråga mat-1?"), f".{SECOND}"),
    (P.PICTURE_MISSING, ITEMS, f"{PAIRING}.picture", "pictures/x.svg", None),
    (P.PICTURE_MISSING, PROTOCOL, "tasks[0].picture", "pictures/axel.svg", None),
    (P.PICTURE_UNUSED, "pictures/extra.svg", "", SVG, ""),
    (P.PICTURE_TEXT, ITEMS, f"{PAIRING}.picture_text", GONE, None),
    (P.PICTURE_NOT_PLAIN, "pictures/skala.svg", "", b"<svg", ""),
]
"""Problem, file, path of what is spoilt, the new value, path of the fault where it is another."""


def faults_of(folder: Path, files: Files) -> tuple[Fault, ...]:
    with pytest.raises(ProtocolErrors) as raised:
        load_package(write_package(folder / "package", files))
    return raised.value.faults


def spoil(files: Files, file: str, path: str, value: object) -> None:
    """Sets, or with GONE removes, what stands at `path` of a file, or the file itself."""
    steps = [file, *(int(s) if s.isdigit() else s for s in re.findall(r"\w+", path))]
    place = files
    for step in steps[:-1]:
        place = place[step]
    if value is GONE:
        del place[steps[-1]]
    else:
        place[steps[-1]] = value


@pytest.mark.parametrize(("problem", "file", "path", "value", "found"), CASES)
def test_a_fault_is_named_with_its_file_and_path(
    problem: Problem, file: str, path: str, value: object, found: str | None, tmp_path: Path
) -> None:
    files = sample_files()
    spoil(files, file, path, value)
    below = f".{path}" if found is None else found
    place = below if ": " in below else f"{file}: ${below}"
    assert (place, problem) in [(each.place, each.problem) for each in faults_of(tmp_path, files)]


def test_every_problem_has_a_case() -> None:
    assert {case[0] for case in CASES} | GUIDE_PROBLEMS == set(Problem)


def test_one_mistake_gives_one_fault(tmp_path: Path) -> None:
    files = sample_files()
    spoil(files, ITEMS, f"{FIRST}.options[0].text", {"sv": "bara svenska"})
    (fault,) = faults_of(tmp_path, files)
    assert fault.place == f"{ITEMS}: $.{FIRST}.options[0].text"
    assert (fault.problem, fault.detail) == (P.FIELD_MISSING, "en")


def test_all_faults_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    files = sample_files()
    for file, path, value in (
        (PROTOCOL, "colour", "red"),
        (PROTOCOL, "areas[0].weight", "heavy"),
        (PROTOCOL, "areas[1].criteria[0].text", GONE),
        (TEXTS, "briefing[5]", GONE),
        (ITEMS, f"{FIRST}.kind", "guess"),
        (ITEMS, f"{SECOND}.key", ["z"]),
        (ITEMS, f"{ROW}.x", GONE),
    ):
        spoil(files, file, path, value)
    assert {(each.place, each.problem) for each in faults_of(tmp_path, files)} >= {
        (f"{PROTOCOL}: $.colour", P.UNKNOWN_FIELD),
        (f"{PROTOCOL}: $.areas[0].weight", P.WRONG_VALUE),
        (f"{PROTOCOL}: $.areas[1].criteria[0]", P.FIELD_MISSING),
        (f"{TEXTS}: $.briefing", P.BRIEFING_POINTS),
        (f"{ITEMS}: $.{FIRST}.kind", P.WRONG_VALUE),
        (f"{ITEMS}: $.{SECOND}.key[0]", P.KEY_UNKNOWN),
        (f"{ITEMS}: $.{ROW}", P.PLACE_UNFILLED),
    }


def test_a_bomb_of_aliases_is_refused_without_being_unfolded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    files = sample_files()
    files[TEXTS] = "\n".join(lines).encode()
    assert {fault.problem for fault in faults_of(tmp_path, files)} >= {P.ALIAS}


def test_a_tag_makes_nothing_but_text(tmp_path: Path) -> None:
    files = sample_files()
    files[TEXTS] = b"label: !!python/object/apply:os.getcwd []\n"
    places = [fault.path for fault in faults_of(tmp_path, files)]
    assert "$.label" in places


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("area: x", encoding="utf-8")
    folder = write_package(tmp_path / "package", sample_files())
    (folder / "items" / "ordning.yaml").symlink_to(outside)
    with pytest.raises(ProtocolErrors) as raised:
        load_package(folder)
    places = [(fault.place, fault.problem) for fault in raised.value.faults]
    assert ("items/ordning.yaml: $", P.FILE_UNEXPECTED) in places


def test_an_empty_folder_lacks_both_files(tmp_path: Path) -> None:
    assert [fault.place for fault in faults_of(tmp_path, {})] == [f"{PROTOCOL}: $", f"{TEXTS}: $"]
