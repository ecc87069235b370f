"""The plan drawn from a real case: its facts, its language, and the weakest case of all."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.case import Step
from app.domain.certificate import CertificateKind
from app.reports.whole_file import NotWritten
from app.storage.cases import NotDecided
from app.storage.tables import PersonRow
from tests.app.certificate.reading_back import text_of
from tests.desk_work import CaseWalk
from tests.factories import NOON

AREA = "matteknik"


def speak(walk: CaseWalk, language: str) -> None:
    """Let the candidate speak a language."""
    person = walk.desk.cases.view(walk.case_id).person_id
    with walk.desk.desk.database.transaction() as session:
        session.get_one(PersonRow, person).language = language


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_sheet_holds_what_the_case_came_to(walk: CaseWalk, tmp_path: Path) -> None:
    """R37: areas, measure, responsible, days, the retest's first day and how to appeal."""
    walk.weak_areas = (AREA,)
    walk.to(Step.FEEDBACK)
    plan = walk.desk.feedback.view(walk.case_id).plan
    days = {"due": date(2026, 6, 1), "follow_up": date(2026, 6, 8)}
    agreed = tuple(replace(m, responsible="Per Nyström", **days) for m in plan)  # type: ignore[arg-type]
    walk.desk.feedback.complete(walk.case_id, agreed, "Jag känner igen mig.")
    facts = walk.desk.plan_sheet.facts(walk.case_id)
    assert len(facts.shown) == 7
    (left,) = facts.remaining
    assert left.name == "Mätteknik"
    assert left.needs
    assert left.measures == agreed
    assert facts.new_test is not None
    waiting = timedelta(days=walk.protocol.rules.waiting_days)
    assert facts.new_test.first_day == NOON.date() + waiting
    assert facts.new_test.tries_left == walk.protocol.rules.max_attempts - 1
    assert facts.appeal_by == walk.desk.feedback.view(walk.case_id).appeal_by
    path = tmp_path / walk.desk.plan_sheet.name(walk.case_id)
    walk.desk.plan_sheet.save(walk.case_id, path)
    said = text_of(path.read_bytes())
    assert "PROV" in said
    assert "Uppföljning 8 juni 2026" in said
    assert walk.desk.cases.view(walk.case_id).history[-1].kind == "plan_saved"
    with pytest.raises(NotWritten):
        walk.desk.plan_sheet.save(walk.case_id, tmp_path / "nowhere" / "plan.pdf")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_banked_day_is_the_certificates_own(walk: CaseWalk) -> None:
    """R34: until it is issued nothing is promised; then the very day that is printed on it."""
    walk.weak_areas = (AREA,)
    walk.to(Step.CERTIFICATE)
    test = walk.desk.plan_sheet.facts(walk.case_id).new_test
    assert test is not None
    assert test.banked_to is None
    issued = walk.desk.certificates.facts(walk.desk.certificates.issue(walk.case_id))
    test = walk.desk.plan_sheet.facts(walk.case_id).new_test
    assert test is not None
    assert test.banked_to == issued.banked_to


@pytest.mark.begins_at(Step.PRACTICAL)
@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Din plan"), ("en", "Your plan"), ("ti", "Your plan")]
)
def test_the_candidates_language_decides(walk: CaseWalk, language: str, title: str) -> None:
    """Swedish or English; whoever speaks another is given English. Proposals are translated."""
    walk.weak_areas = (AREA,)
    walk.to(Step.CERTIFICATE)
    speak(walk, language)
    said = text_of(walk.desk.plan_sheet.pdf(walk.case_id))
    assert title in said
    swedish = "Kurs i mätteknik" in said
    assert swedish is (language == "sv")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_draft_can_be_seen_and_nothing_before_the_decision(walk: CaseWalk) -> None:
    """R36: the plan may be looked at during the talk; there is none without a decision."""
    walk.weak_areas = (AREA,)
    walk.to(Step.DECISION)
    with pytest.raises(NotDecided):
        walk.desk.plan_sheet.pdf(walk.case_id)
    walk.to(Step.FEEDBACK)
    assert "Beslut den 4 maj 2026" in text_of(walk.desk.plan_sheet.pdf(walk.case_id))


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_case_where_nothing_was_shown_ends_in_a_statement_and_a_plan(walk: CaseWalk) -> None:
    """R37: the weakest case has its written statement and its way on, both readable."""
    walk.weak_areas = tuple(area.id for area in walk.protocol.areas)
    walk.to(Step.CERTIFICATE)
    issued = walk.desk.certificates.issue(walk.case_id)
    facts = walk.desk.certificates.facts(issued)
    assert facts.kind is CertificateKind.STATEMENT
    statement = text_of(walk.desk.certificates.pdf(issued))
    assert "Valideringsintyg" in statement
    assert "underkänd" not in statement.lower()
    sheet = walk.desk.plan_sheet.facts(walk.case_id)
    assert not sheet.shown
    assert len(sheet.remaining) == len(walk.protocol.areas)
    said = text_of(walk.desk.plan_sheet.pdf(walk.case_id))
    assert "Inget område är visat ännu" in said
    assert "underkänd" not in said.lower()
