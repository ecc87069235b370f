"""Blank forms read back: every criterion with its boxes, and never an answer (R22)."""

from dataclasses import replace

import pytest

from app.certificate.form_sheet import draw_practical_form, draw_self_form
from app.certificate.form_theory import TheoryQuestions, draw_theory_form
from app.certificate.letters import RefusedLetter
from app.domain.paper_form import FormHead
from app.domain.protocol import Criterion, ItemKind, Protocol, Question
from app.domain.text import Text
from app.paths import protocol_folder
from app.protocols.package import load_package
from tests.app.certificate.reading_back import lowest_and_widest, text_of, words_of


@pytest.fixture(scope="module", params=["CNC-1", "SVE-1"])
def protocol(request: pytest.FixtureRequest) -> Protocol:
    """Every protocol that is shipped."""
    return load_package(protocol_folder() / request.param).protocol


def head(protocol: Protocol, **changed: object) -> FormHead:
    """Whose form it is."""
    made = FormHead(
        "sv",
        False,
        "Karin Lindqvist",
        "4F2A 91CB",
        protocol.name,
        f"{protocol.code} {protocol.version}",
        "Testcenter Värnamo",
        protocol.wording.label,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def png() -> bytes:
    """A small picture."""
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (300, 200), "white").save(made, "PNG")
    return made.getvalue()


def everything(protocol: Protocol) -> set[str]:
    """Every area."""
    return {area.id for area in protocol.areas}


def test_the_practical_has_every_criterion_with_its_scale(protocol: Protocol) -> None:
    """R25 R26 R27: number, words, marks, limits with unit and gauge, and nothing filled in."""
    pdf = draw_practical_form(head(protocol), protocol, everything(protocol))
    pages = words_of(pdf)
    said = " ".join(pages)
    rated = [c for area in protocol.areas for c in protocol.criteria_of(area.id)]
    assert said.count("1 2 3 4 Ej") == len(rated)
    for criterion in rated:
        assert " ".join(criterion.text.sv.split()[:3]) in said
    assert said.count("STOPP") >= sum(c.critical == "stop" for c in rated)
    assert said.count("Mätvärde") == sum(c.measured is not None for c in rated)
    assert "Åtgärd som ska göras först" in said
    assert all(f"4F2A 91CB · Sida {n} av {len(pages)}" in p for n, p in enumerate(pages, 1))
    low, wide = lowest_and_widest(pdf)
    assert low < 286
    assert wide < 193


def test_only_the_areas_left_to_take_are_printed(protocol: Protocol) -> None:
    """R35: what is credited is not asked again."""
    first = next(area for area in protocol.areas if protocol.criteria_of(area.id))
    said = text_of(draw_practical_form(head(protocol), protocol, {first.id}))
    assert said.count("1 2 3 4 Ej") == len(protocol.criteria_of(first.id))


def test_the_self_assessment_has_a_line_for_each_statement(protocol: Protocol) -> None:
    """In the candidate's language, with the steps of the scale."""
    said = text_of(draw_self_form(head(protocol, language="en"), protocol))
    count = sum(len(area.statements) for area in protocol.areas)
    assert said.count("1 2 3 4") >= count
    assert "Form: self-assessment" in said


def test_a_test_on_paper_has_the_questions_and_never_a_key(protocol: Protocol) -> None:
    """R22: stems and options of every kind; not one explanation, and no mark on the right one."""
    asked = tuple(item.question for item in protocol.items[:60])
    names = {question.picture: png() for question in asked if question.picture}
    areas = {area.id: area.name for area in protocol.areas}
    test = TheoryQuestions(asked, areas, names, 60)
    said = text_of(draw_theory_form(head(protocol), test))
    for item in protocol.items[:60]:
        assert item.why.sv not in said
        assert " ".join(item.question.stem.sv.split()[:4]) in said


def test_each_kind_of_question_says_how_it_is_answered(protocol: Protocol) -> None:
    """A box, a letter, a number or pairs."""
    how = {
        ItemKind.SINGLE: "Sätt ett kryss.",
        ItemKind.MULTIPLE: "Sätt kryss för alla som stämmer.",
        ItemKind.NUMERIC: "Svar:",
        ItemKind.ORDER: "i rätt ordning:",
        ItemKind.MATCH: "rätt siffra vid varje bokstav:",
    }
    areas = {area.id: area.name for area in protocol.areas}
    asked = {item.question.kind: item.question for item in protocol.items}
    assert len(asked) > 2
    for kind, question in asked.items():
        test = TheoryQuestions((question,), areas, {}, 60)
        assert how[kind] in text_of(draw_theory_form(head(protocol), test))


def test_practice_and_hostile_names(protocol: Protocol) -> None:
    """PROV on every page; markup is text; bidi controls are refused."""
    name = "Bygg & Son <AB>"
    pages = words_of(
        draw_practical_form(
            head(protocol, practice=True, name=name), protocol, everything(protocol)
        )
    )
    assert all("PROV" in page and name in page for page in pages)
    with pytest.raises(RefusedLetter):
        draw_self_form(head(protocol, name="Karin \u202egnildniL"), protocol)


def test_one_huge_area_and_huge_texts_stay_on_the_page(protocol: Protocol) -> None:
    """A hostile protocol: a criterion of 300 words, a question longer than a page."""
    words = Text("mycket lång text " * 100, "very long text " * 100)
    first: Criterion = next(c for c in protocol.criteria if c.is_rated)
    huge = replace(protocol, criteria=(replace(first, text=words),))
    pdf = draw_practical_form(head(protocol), huge, {first.area})
    assert lowest_and_widest(pdf)[0] < 286
    question: Question = replace(
        protocol.items[0].question, stem=Text("lång fråga " * 900, "long " * 900)
    )
    areas = {area.id: area.name for area in protocol.areas}
    pdf = draw_theory_form(head(protocol), TheoryQuestions((question,), areas, {}, 60))
    assert len(words_of(pdf)) > 1
    assert lowest_and_widest(pdf)[0] < 286
