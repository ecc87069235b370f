"""What a paper is worth: the code alone, the whole file, a forged one; stopped and lifted again."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from app.usecases.verification import Answer
from app.workspace import Workspace
from ui.demo.hands import Hands, NothingCame


def verify_here(hands: Hands, desk: Workspace, path: Path) -> None:
    """Under the region that issued it: valid, by its code and by its file.

    Raises NothingCame for any other answer.
    """
    hands.click("rail_verify")
    facts = desk.certificates.facts(desk.certificates.list()[0].id)
    QGuiApplication.clipboard().setText(facts.qr_text)
    hands.click("verify_paste")
    _answered(hands, "Giltigt bevis")
    hands.picture("verify")
    _paste_file(hands, path)
    _answered(hands, "Giltigt bevis")
    hands.picture("verify-file")
    answer = desk.verification.check_file(path).answer
    if answer is not Answer.VALID:
        raise NothingCame(f"VALID, but {answer}")


def verify_forged(hands: Hands, desk: Workspace, folder: Path) -> None:
    """A page with a genuine code and one level raised is told, and which."""
    from app.certificate.page import draw_certificate

    facts = desk.certificates.facts(desk.certificates.list()[0].id)
    raised = replace(facts.areas[0], level=4)
    forged = folder / "forged.pdf"
    forged.write_bytes(draw_certificate(replace(facts, areas=(raised, *facts.areas[1:]))))
    _paste_file(hands, forged)
    _answered(hands, "Texten är ändrad")
    hands.find("answer_differences")
    hands.picture("verify-forged")
    hands.click("verify_next")


def stop_and_lift(hands: Hands, desk: Workspace, secret: str) -> None:
    """The certificate is suspended while something is looked into, and lifted when it held."""
    line = desk.certificates.list()[0]
    hands.click("rail_certificates")
    hands.window.go("certificates", line.id)
    hands.click("certificate_change")
    hands.find("status_menu")
    hands.click("status_suspend")
    hands.click("status_reason_under_review")
    hands.type("Provbiten ska mätas om.", "status_note")
    hands.picture("certificate-suspend", "status_box")
    _sign(hands, secret)
    hands.until("the stop", lambda: desk.certificates.list()[0].state == "suspended")
    hands.picture("certificate-suspended")
    _ask_again(hands, desk, "Beviset är tillfälligt stoppat")
    hands.picture("verify-suspended")
    hands.click("rail_certificates")
    hands.click("certificate_change")
    hands.click("status_lift")
    _sign(hands, secret)
    hands.until("the lift", lambda: desk.certificates.list()[0].state == "issued")


def holds_again(hands: Hands, desk: Workspace) -> None:
    """The first certificate is valid once the region's list says that the stop was lifted."""
    _ask_again(hands, desk, "Giltigt bevis")


def _ask_again(hands: Hands, desk: Workspace, words: str) -> None:
    hands.click("rail_verify")
    first = desk.certificates.list()[-1]
    QGuiApplication.clipboard().setText(desk.certificates.facts(first.id).qr_text)
    hands.click("verify_paste")
    _answered(hands, words)


def _sign(hands: Hands, secret: str) -> None:
    hands.click("status_do")
    hands.find("pin_box")
    hands.type(secret, "secret")
    hands.click("sign_now")
    hands.until("the signature", lambda: hands.sees("pin_box") is None)


def _paste_file(hands: Hands, path: Path) -> None:
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(copied)
    hands.click("verify_next")
    hands.click("verify_paste")


def _answered(hands: Hands, words: str) -> None:
    hands.until(words, lambda: words in hands.find("answer_band").accessibleName())
