"""Papers handed over the counter: valid, forged, revoked, a practice print, from elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from app.certificate.page import draw_certificate
from app.certificate.picture import page_png
from app.domain.certificate import CertificateFacts
from app.seal.status import CertificateState, SealStatus, pack_bits
from app.storage import trust
from tests.app.certificate import samples
from tests.app.certificate.genuine import STATUS_INDEX, sealed
from tests.app.seal import world
from tests.day import Day
from tests.pages import VerifyPage

_TODAY = date(2026, 5, 4)
_ISSUED = _TODAY - timedelta(days=3)


def _facts() -> CertificateFacts:
    return sealed(replace(samples.full(), issued=_ISSUED, valid_to=date(2031, 4, 30)))


def _paper(tmp_path: Path, facts: CertificateFacts) -> Path:
    path = tmp_path / "bevis.pdf"
    path.write_bytes(draw_certificate(facts))
    return path


@pytest.fixture
def page(day: Day) -> VerifyPage:
    """The screen for checking."""
    made = VerifyPage(day.shell, day.qtbot)
    made.visit()
    return made


@pytest.fixture
def listed(day: Day) -> Callable[[CertificateState], None]:
    """Believe the test region, as after a sync in which the node gave this state."""

    def take(state: CertificateState = CertificateState.VALID) -> None:
        issued = datetime(2026, 5, 3, 6, tzinfo=UTC)
        bits = pack_bits([(STATUS_INDEX, state)])
        documents = {
            trust.TRUST_LIST: world.trust_list(issued=issued),
            trust.STATUS: world.status({world.SEAL.kid: SealStatus(bits=bits)}, issued=issued),
        }
        with day.desk.desk.database.transaction() as session:
            trust.repin(session, world.ROOTS, issued)
            for name, content in documents.items():
                trust.keep(session, name, content, issued)

    return take


def test_a_valid_paper_is_told_at_once_and_the_next_one_can_come(
    day: Day, page: VerifyPage, listed: Callable[..., None], tmp_path: Path
) -> None:
    """R40: the answer with the list's date, the person, every area, all layers."""
    listed()
    page.drop(_paper(tmp_path, _facts()))
    assert page.answer.startswith("Giltigt bevis. Kontrollerat mot lista från 2026-05-03 (i går)")
    assert page.says("Amina Lindqvist")
    assert page.says("Texten stämmer med koden")
    assert not page.sees("answer_differences")
    page.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not page.sees("answer_band")
    page.scan(_facts().qr_text)
    assert page.answer.startswith("Giltigt bevis")
    assert page.says("Bara koden är läst. Jämför själv med uppgifterna här.")


def test_a_forged_paper_is_found_and_what_differs_is_named(
    day: Day, page: VerifyPage, listed: Callable[..., None], tmp_path: Path
) -> None:
    """A level raised on a page whose code is genuine: never a green answer."""
    listed()
    genuine = _facts()
    raised = replace(genuine.areas[0], level=4)
    page.drop(_paper(tmp_path, replace(genuine, areas=(raised, *genuine.areas[1:]))))
    assert page.answer.startswith("Texten är ändrad")
    assert "Lita på koden" in page.answer
    assert page.says("Texten säger Säkerhet vid maskin nivå 4, koden säger 3.")
    assert page.says("På papperet: 4")
    assert [check.differs for check in day.desk.verification.recent()] == [True]
    page.click("verify_next")
    assert not page.sees("answer_differences")


def test_a_copied_code_on_anothers_paper_is_told(
    page: VerifyPage, listed: Callable[..., None], tmp_path: Path
) -> None:
    """The number tells."""
    listed()
    other = replace(_facts(), certificate_id=b"0123456789", name="Karin Å")
    page.drop(_paper(tmp_path, other))
    assert page.answer.startswith("Koden hör till ett annat bevis")
    assert page.says("Namn: texten säger Karin Å, koden säger Amina Lindqvist.")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CertificateState.REVOKED, "Beviset är återkallat"),
        (CertificateState.SUSPENDED, "Beviset är tillfälligt stoppat"),
        (CertificateState.REPLACED, "Beviset är ersatt"),
    ],
)
def test_a_paper_that_counts_no_longer_says_so(
    page: VerifyPage,
    listed: Callable[..., None],
    tmp_path: Path,
    state: CertificateState,
    words: str,
) -> None:
    """R43."""
    listed(state)
    page.drop(_paper(tmp_path, _facts()))
    assert page.answer.startswith(words)


def test_a_picture_from_elsewhere_and_a_practice_print(
    page: VerifyPage, listed: Callable[..., None], tmp_path: Path
) -> None:
    """An issuer nobody here knows is not read out; a practice print is never valid."""
    QGuiApplication.clipboard().setImage(
        QImage.fromData(page_png(draw_certificate(_facts()), 0, 150))
    )
    page.click("verify_paste")
    assert page.answer.startswith("Okänd utfärdare")
    assert not page.says("Amina Lindqvist")
    listed()
    practice = sealed(replace(_facts(), practice=True))
    page.drop(_paper(tmp_path, practice))
    assert page.answer.startswith("PROV – inget bevis")


def test_a_vaccination_certificate_is_no_certificate_of_competence(page: VerifyPage) -> None:
    """Its own plain words."""
    page.scan("HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE$VK G2EP4J0BZJ")
    assert page.answer == (
        "Inget kompetensbevis. Det här är ett vaccinationsbevis, inte ett kompetensbevis."
    )
