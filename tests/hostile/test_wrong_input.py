"""What nobody should type, answer or rate: refused before it is kept, told in words."""

import json
from datetime import date

import pytest

from app.certificate.letters import MissingGlyph, RefusedLetter
from app.domain.case import Step
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_MEASURE, LONGEST_NOTE, TextTooLong, clean_text
from app.domain.person_name import BadPersonName
from app.domain.protocol import ItemKind
from app.domain.scoring import Answer
from app.usecases.exports import ExportOrder
from app.usecases.people import NewPerson
from app.usecases.practical import Seen
from app.usecases.sittings import NotInSitting
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.desk_work import seen as complete

BAD_NAMES = (
    *("", "   ", "1234", "Anna\u202eLind", "Anna\x00Lind", "Anna\ud800Lind", "A" * 81),
    *("Å" * 41, "Anna\u2066Lind", "\u200b\u200b", "🙂", "Anna\u200dLind"),
)
HOSTILE = (
    *("%", "_", "'", '"', "*", "' OR 1=1 --", "\x00", "\ud800", "\u202e", "NEAR(", "a" * 100_000),
    *("🙂", "\\", "  ", "-", "1" * 5000, "KB1-" * 999, "=cmd|'/c calc'!A1", "\n", "İ", "ß" * 999),
)


@pytest.mark.begins_at(Step.THEORY)
@pytest.mark.parametrize(
    "answer",
    [
        ("zzz",),
        ("a", "b", "c", "d", "e", "f", "g", "h"),
        ("x" * 1_000_000,),
        ("a\x00",),
        ("\ud800",),
    ],
    ids=["unknown option", "too many", "a megabyte", "NUL", "half a pair"],
)
def test_an_answer_is_made_of_what_the_question_offers(walk: CaseWalk, answer: Answer) -> None:
    """R18: what no screen can give is not kept and not signed; earlier answers stay."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    questions = theory.paper(sitting).questions
    for kind in ItemKind:
        question = next((q for q in questions if q.kind is kind), None)
        if question is None:
            continue
        right = walk.right_answer(question.id)
        theory.answer(sitting, question.id, right)
        with pytest.raises(NotInSitting):
            theory.answer(sitting, question.id, answer if question.options else (*answer, "1"))
        assert theory.paper(sitting).answers[question.id] == right


@pytest.mark.begins_at(Step.THEORY)
def test_only_what_was_drawn_is_answered_marked_or_shown(walk: CaseWalk) -> None:
    """R15: an item of the bank that was not drawn, and one of no bank."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    paper = theory.paper(sitting)
    drawn = {question.id for question in paper.questions}
    left_out = next(item.id for item in walk.protocol.items if item.id not in drawn)
    for strange in (left_out, "no-such-item", "", "\x00", "x" * 100_000):
        with pytest.raises(NotInSitting):
            theory.answer(sitting, strange, ())
        with pytest.raises(NotInSitting):
            theory.mark(sitting, strange, True)
        with pytest.raises(NotInSitting):
            theory.visit(sitting, strange)
    assert theory.paper(sitting) == paper


@pytest.mark.begins_at(Step.PRACTICAL)
@pytest.mark.parametrize("rating", [-1, 5, 9, 10**12])
def test_a_rating_is_on_the_scale(walk: CaseWalk, rating: int) -> None:
    """R25: 1 to the top of the scale, or not assessed."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    before = practical.sheet(sitting)
    with pytest.raises(NotInSitting):
        practical.observe(sitting, before.areas[0].criteria[0].criterion.id, Seen(rating, "Nej."))
    assert practical.sheet(sitting) == before


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_criterion_belongs_to_the_practical(walk: CaseWalk) -> None:
    """R25: neither one of another protocol nor one the theory covers."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    before = practical.sheet(sitting)
    theory_only = [c.id for c in walk.protocol.criteria if not c.is_rated]
    for strange in ("mont-1.1", "", *theory_only[:1]):
        with pytest.raises(NotInSitting):
            practical.observe(sitting, strange, Seen(3, "Såg det."))
        with pytest.raises(NotInSitting):
            practical.visit(sitting, strange)
        with pytest.raises(NotInSitting):
            practical.safety_stop(sitting, strange, "Stopp.", "Kurs i maskinsäkerhet")
    assert practical.sheet(sitting) == before


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_a_statement_is_answered_on_the_scale(walk: CaseWalk) -> None:
    """The self-assessment keeps to its statements and steps."""
    walk.to(Step.SELF_ASSESSMENT)
    own = walk.desk.self_assessment
    sitting = own.start(walk.case_id)
    first = own.sheet(sitting).areas[0].statements[0].id
    for statement, level in ((first, 0), (first, 9), (first, -1), ("no.1", 3), ("", 3)):
        with pytest.raises(NotInSitting):
            own.answer(sitting, statement, level)
    assert own.sheet(sitting).answered == 0


@pytest.mark.begins_at(Step.PRACTICAL)
def test_notes_of_full_length_everywhere_still_fit_the_signed_record(walk: CaseWalk) -> None:
    """Every criterion with the longest note: handed in and signed; one letter more is refused."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    walk.add_photos(sitting)
    sheets = [line for area in practical.sheet(sitting).areas for line in area.criteria]
    for line in sheets:
        done = complete(line, 3)
        note = "å" * LONGEST_NOTE
        practical.observe(sitting, line.criterion.id, Seen(3, note, done.measured))
    with pytest.raises(TextTooLong) as refused:
        practical.observe(sitting, sheets[0].criterion.id, Seen(3, "x" * 100_000))
    assert (refused.value.length, refused.value.longest) == (100_000, LONGEST_NOTE)
    practical.hand_in(sitting)
    assert walk.desk.cases.view(walk.case_id).next_step is Step.DECISION


def test_long_texts_are_refused_at_every_door(walk: CaseWalk) -> None:
    """Nothing is saved of a text that is too long, and the case goes on."""
    from dataclasses import replace

    long = "x" * 1_000_000
    with pytest.raises(TextTooLong):
        walk.desk.arrivals.note(walk.case_id, replace(walk.arrival(), machine=long))
    with pytest.raises(TextTooLong):
        walk.desk.course.cancel(walk.case_id, long)
    walk.weak_areas = ("matteknik",)
    walk.to(Step.FEEDBACK)
    feedback = walk.desk.feedback
    plan = feedback.view(walk.case_id).plan
    for bad in (replace(plan[0], text=long), replace(plan[0], responsible=long)):
        with pytest.raises(TextTooLong):
            feedback.save(walk.case_id, (bad,), "")
    with pytest.raises(TextTooLong):
        feedback.complete(walk.case_id, plan, long)
    walk.to(Step.CERTIFICATE)


@pytest.mark.begins_at(Step.PRACTICAL)
@pytest.mark.parametrize("word", ["Kurs 🙂", "دورة", "Kurs\u200d"])
def test_a_plan_no_paper_can_print_is_refused_while_it_can_be_mended(
    walk: CaseWalk, word: str
) -> None:
    """E_GLYPH: told at the talk, not when the certificate is due and the plan signed."""
    from dataclasses import replace

    walk.weak_areas = ("matteknik",)
    walk.to(Step.FEEDBACK)
    feedback = walk.desk.feedback
    plan = feedback.view(walk.case_id).plan
    bad = tuple(replace(line, text=word, responsible="Per Nyström") for line in plan)
    feedback.save(walk.case_id, bad, "")
    with pytest.raises((MissingGlyph, RefusedLetter)):
        feedback.complete(walk.case_id, bad, "")
    mended = tuple(replace(line, text="Kurs", responsible="Per Nyström") for line in plan)
    feedback.complete(walk.case_id, mended, "شكرا 🙂")
    facts = walk.desk.certificates.facts(walk.desk.certificates.issue(walk.case_id))
    assert [area.next_step.sv for area in facts.areas if area.next_step] == ["Kurs"]


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_the_longest_plan_is_printed_and_its_code_read(walk: CaseWalk) -> None:
    """I4: eight gaps, each with the longest measure of the widest letters."""
    from dataclasses import replace

    walk.level = 1
    walk.to(Step.FEEDBACK)
    feedback = walk.desk.feedback
    plan = feedback.view(walk.case_id).plan
    wide = " ".join(["WWWWWWWWWWWWWWW"] * 30)[:LONGEST_MEASURE]
    feedback.complete(
        walk.case_id, tuple(replace(m, text=wide, responsible="W" * 100) for m in plan), ""
    )
    certificates = walk.desk.certificates
    page = certificates.pdf(certificates.issue(walk.case_id))
    from app.certificate.reading import codes_in_bytes

    assert codes_in_bytes(page) == (certificates.facts(certificates.list()[0].id).qr_text,)


def test_what_cannot_be_seen_is_left_out_of_notes() -> None:
    """Halves of pairs, NUL and what turns the reading direction; scripts keep their joiners."""
    assert clean_text("a\x00b\ud800c\u202ed\u2066e\r\nf\tg", 99) == "abcde\nf\tg"
    assert clean_text("می\u200cخواهم 👩\u200d🔧 é", 99) == "می\u200cخواهم 👩\u200d🔧 é"


def test_hostile_notes_are_kept_and_signed(walk: CaseWalk) -> None:
    """NUL, half a pair, bidi, markup in a note, a gauge, a comment: the case reaches its end."""
    from dataclasses import replace

    hostile = "<img src=x> & =1+1 \x00\ud800\u202e 'x'; DROP TABLE cases --"
    walk.to(Step.ARRIVAL)
    walk.desk.arrivals.note(walk.case_id, replace(walk.arrival(), machine=hostile, gauge=hostile))
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    walk.add_photos(sitting)
    for area in practical.sheet(sitting).areas:
        for line in area.criteria:
            practical.observe(sitting, line.criterion.id, replace(complete(line, 3), note=hostile))
    practical.hand_in(sitting)
    walk.to(Step.FEEDBACK)
    walk.desk.feedback.complete(walk.case_id, (), hostile)
    assert walk.desk.certificates.issue(walk.case_id)


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_stand_is_refused(desk: Workspace, name: str) -> None:
    """R49: hidden, empty, too long; nobody is registered and nobody renamed."""
    people = desk.people
    before = people.search("").total
    someone = people.search("").lines[0]
    with pytest.raises(BadPersonName):
        people.register(NewPerson(name))
    if name.strip():
        with pytest.raises(BadPersonName):
            people.register(NewPerson("Anna Lind", employer=name))
    with pytest.raises(BadPersonName):
        people.rename(someone.id, name)
    assert people.search("").total == before


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_may_be_searched_for(desk: Workspace, text: str) -> None:
    """A search never fails; what matches nothing finds nothing."""
    desk.people.search(text)
    desk.people.companies(text)
    desk.certificates.list(text)
    desk.verification.check_text(text)
    with pytest.raises(UserError):
        desk.people.check_number(text)


@pytest.mark.parametrize("born", [date(1, 1, 1), date(2026, 5, 5), date(9999, 12, 31)])
def test_a_birth_date_as_told_is_sane(desk: Workspace, born: date) -> None:
    """R49: not in the future, not 2 000 years ago; it is printed and signed later."""
    before = desk.people.search("").total
    with pytest.raises(UserError):
        desk.people.register(NewPerson("Anna Lind", birth_date=born))
    assert desk.people.search("").total == before


def test_formulas_in_names_are_text_in_every_export(desk: Workspace, tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """I14: a company called like a formula opens as text in a spreadsheet."""
    name = '=HYPERLINK("http://x.example","Klicka")'
    person = desk.people.register(NewPerson("+Anna Lind", employer=name))
    desk.cases.open(person, "CNC-1")
    csv, js = tmp_path / "cases.csv", tmp_path / "cases.json"
    desk.exports.write(ExportOrder("cases", "csv"), csv)
    desk.exports.write(ExportOrder("cases", "json"), js)
    cells = csv.read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in cells
    assert "'+Anna Lind" in cells
    assert name in json.dumps(
        json.loads(js.read_text(encoding="utf-8")), ensure_ascii=False
    ).replace('\\"', '"')
