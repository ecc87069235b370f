"""Decision, talk, certificate; then what the region holds and what the certificate is worth."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from app.domain.clock import SystemClock
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.usecases.verification import Answer
from app.workspace import Desks, Workspace
from ui.demo.hands import Hands


def decide(hands: Hands, secret: str) -> None:
    """Look, sign with the secret."""
    hands.until("the outcome", lambda: bool(hands.find("outcome_kind", QLabel).text()))
    hands.picture("decision")
    hands.click("sign")
    hands.find("pin_box")
    if hands.sees("secret") is None:
        hands.click("use_phrase")
    hands.type(secret, "secret")
    hands.click("sign_now")
    hands.until("the signature", lambda: hands.sees("pin_box") is None)
    hands.picture("decision-signed")
    hands.click("sign")
    hands.find("complete")


def talk(hands: Hands) -> None:
    """The candidate's own words, then the talk counts as held."""
    hands.until("the talk", lambda: not hands.find("comment", QPlainTextEdit).isReadOnly())
    hands.type("Jag känner igen mig. Jag vill gärna lära upp nästa.", "comment")
    hands.picture("feedback")
    hands.click("complete")
    hands.find("issue")


def issue(hands: Hands, desk: Workspace, case_id: UUID, folder: Path) -> Path:
    """Issue, keep the PDF and its picture, close the case; the PDF's path."""
    hands.click("issue")
    hands.until_done("the certificate", lambda: desk.certificates.of_case(case_id) is not None)
    line = desk.certificates.of_case(case_id)
    assert line is not None
    hands.rest()
    hands.picture("certificate")
    path = folder / "kompetensbevis.pdf"
    desk.certificates.save(line.id, path)
    (folder / "kompetensbevis.png").write_bytes(desk.certificates.preview(line.id, 110))
    hands.click("issue")
    hands.until("the case to close", lambda: desk.cases.view(case_id).state.is_over)
    return path


def sync(hands: Hands, desk: Workspace) -> None:
    """Until the node has everything."""
    hands.click("rail_sync")
    if desk.syncing.status().waiting:
        hands.click("sync_now")
    hands.until_done("nothing to wait", lambda: desk.syncing.status().waiting == 0)
    hands.picture("sync")


def verify_elsewhere(folder: Path, path: Path) -> Answer:
    """What a desk that belongs to no such region says."""
    desks = Desks(folder / "elsewhere", SystemClock())
    if DeskKind.PRACTICE not in desks.existing():
        desks.create_practice()
    card = desks.assessors(DeskKind.PRACTICE)[0]
    other = desks.unlock(DeskKind.PRACTICE, card.id, PRACTICE_PIN)
    try:
        return other.verification.check_file(path).answer
    finally:
        other.close()
