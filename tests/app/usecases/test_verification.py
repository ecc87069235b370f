"""Checking at the desk: finished files, several in one, foreign codes, a protected person."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf

from app.certificate.page import draw_certificate
from app.domain.case import Step
from app.domain.foreign_code import ForeignCode
from app.domain.layers import Fact, LayerState
from app.usecases.verification import Answer, Checked
from tests.app.certificate import samples
from tests.app.certificate.genuine import sealed
from tests.desk_work import CaseWalk


def _file(walk: CaseWalk, pdf: bytes, folder: Path) -> Checked:
    path = folder / "bevis.pdf"
    path.write_bytes(pdf)
    return walk.desk.verification.check_file(path)


def test_the_file_a_desk_hands_out_agrees_in_every_layer(walk: CaseWalk, tmp_path: Path) -> None:
    """R38 R40 I4: page, badge and signature of the kept file, at the desk that made it."""
    walk.to(Step.CERTIFICATE)
    certificate = walk.desk.certificates.issue(walk.case_id)
    checked = _file(walk, walk.desk.certificates.pdf(certificate), tmp_path)
    assert checked.answer is Answer.PRACTICE
    assert checked.layers is not None
    each = (checked.layers.text, checked.layers.badge, checked.layers.file)
    assert [layer.state for layer in each] == [LayerState.OK] * 3
    assert not checked.differs


def test_a_forged_paper_is_kept_as_one_in_the_list_of_checks(
    walk: CaseWalk, tmp_path: Path
) -> None:
    """Number and outcome, nothing of what stood on it."""
    walk.to(Step.CERTIFICATE)
    certificate = walk.desk.certificates.issue(walk.case_id)
    facts = walk.desk.certificates.facts(certificate)
    checked = _file(walk, draw_certificate(replace(facts, name="Erik Å")), tmp_path)
    assert checked.differs
    assert checked.layers is not None
    (difference,) = checked.layers.differences
    assert (difference.fact, difference.found) == (Fact.NAME, "Erik Å")
    (recent,) = walk.desk.verification.recent()
    assert (recent.number, recent.differs) == (checked.number, True)


def test_of_several_in_a_file_the_one_in_question_comes_first(
    walk: CaseWalk, tmp_path: Path
) -> None:
    """The others are beside it, and every one is in the list of checks."""
    practice = replace(samples.full(), practice=True)
    parts = [sealed(replace(practice, certificate_id=bytes([n]) * 10)) for n in range(3)]
    parts[1] = replace(parts[1], name="Erik Å")
    batch = pikepdf.new()
    for part in parts:
        with pikepdf.open(BytesIO(draw_certificate(part))) as one:
            batch.pages.extend(one.pages)
    made = BytesIO()
    batch.save(made)
    checked = _file(walk, made.getvalue(), tmp_path)
    assert checked.differs
    assert [one.differs for one in checked.more] == [False, False]
    assert len(walk.desk.verification.recent()) == 3


def test_a_foreign_code_is_told_apart_and_kept_without_a_number(walk: CaseWalk) -> None:
    """An EU health certificate, a card, a network."""
    verification = walk.desk.verification
    assert verification.check_text("HC1:6BFOXN").foreign is ForeignCode.HEALTH
    assert verification.check_text("WIFI:T:WPA;").foreign is ForeignCode.WIFI
    assert [one.number for one in verification.recent()] == ["", ""]


def test_a_burst_is_whole_only_with_its_last_digit(walk: CaseWalk) -> None:
    """So that a scanner's pause is not taken for its end."""
    text = sealed(replace(samples.full(), practice=True)).qr_text
    verification = walk.desk.verification
    assert verification.is_whole(text)
    assert not verification.is_whole(text[:-1])
    assert not verification.is_whole("")
