"""What a certificate costs: drawn, finished, by hundreds, verified; others draw the same page."""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from pathlib import Path

from app.certificate.finished import FileKeys, WantedFile, finished_pdf
from app.certificate.page import draw_certificate, draw_page
from app.certificate.signature import check_signature
from app.certificate.structure import Structure
from app.domain.certificate import CertificateFacts
from app.domain.desks import PRACTICE_PIN
from app.seal.verifying import verify
from app.storage import certificate_files
from app.usecases.practice_paper import endorsement_of
from app.workspace import Workspace
from tests.bench.desk import opened
from tests.bench.in_browser import milliseconds
from tests.bench.measured import Measured
from tests.bench.other_drawers import OTHERS
from tests.many_cases import order_of

PAGES, FILES, CHECKS, ORDER, OTHER_PAGES = 60, 40, 300, 500, 12


def measured() -> Sequence[Measured]:
    """On a practice desk with keys as dear as a real one's; the order last: it is the longest."""
    with tempfile.TemporaryDirectory() as folder:
        desk = opened(Path(folder))
        try:
            (case_id,) = order_of(desk, 1)
            certificate = desk.certificates.issue(case_id)
            facts = desk.certificates.facts(certificate)
            return (
                *_pages(facts),
                *_finished(desk, facts),
                *_checks(desk, certificate),
                *_order(desk),
            )
        finally:
            desk.close()


def _pages(facts: CertificateFacts) -> list[Measured]:
    """CPU, so that a busy machine tells the same; the others draw it in the same minute.

    Compared is the page: what the others draw has neither tags nor what archives ask for.
    """
    ours = _timed(PAGES, lambda: draw_page(facts, Structure("sv-SE")), time.process_time)
    whole = _timed(PAGES, partial(draw_certificate, facts), time.process_time)
    found = [
        Measured("a page with its code, CPU ms", "ms", ours, 10, "median"),
        Measured("… tagged and archivable, CPU ms", "ms", whole, 20, "median"),
    ]
    for name, other in OTHERS.items():
        try:
            taken = _timed(OTHER_PAGES, partial(other, facts), time.process_time)
        except (ImportError, OSError) as error:
            print(f"  {name} cannot draw here: {error}", file=sys.stderr, flush=True)
            continue
        found.append(Measured(f"… the same page by {name}, CPU ms", "ms", taken, inf, "median"))
    return found


def _finished(desk: Workspace, facts: CertificateFacts) -> list[Measured]:
    """Page, code, tags, badge and signature; and how large it gets."""
    seal = desk.desk.signer.key
    with desk.desk.database.reading() as session:
        leaf, issuer = certificate_files.paper_of(session, seal.kid) or (b"", b"")
        endorsement = endorsement_of(session, seal.kid)
    keys = FileKeys(seal.public, seal.raw, endorsement, leaf, issuer)
    make = partial(finished_pdf, WantedFile(facts, 7, desk.desk.clock.now()), keys)
    pdf = make()
    return [
        Measured("everything for one certificate, ms", "ms", _timed(FILES, make), 90, "median"),
        Measured("… its file, kB", "kB", [len(pdf) / 1000], 80, "median"),
        Measured(
            "… its signature read, ms",
            "ms",
            _timed(CHECKS, partial(check_signature, pdf)),
            5,
            "median",
        ),
    ]


def _checks(desk: Workspace, certificate: bytes) -> list[Measured]:
    text = desk.certificates.facts(certificate).qr_text
    trust, today = desk.desk.trust(), desk.desk.clock.now().date()
    check = partial(verify, text, trust, today)
    found = [Measured("a code verified at the desk, ms", "ms", _timed(CHECKS, check), 3, "median")]
    if in_browser := milliseconds(CHECKS):
        found.append(Measured("… in Chromium, ms", "ms", in_browser, 50, "median"))
    else:
        print("  no Chromium here: the page is not measured", file=sys.stderr, flush=True)
    return found


def _order(desk: Workspace) -> list[Measured]:
    """One PIN, 500 cases: issued, finished in two processes, kept; the workers' start included."""
    cases = order_of(desk, ORDER, start=1)
    begun = time.perf_counter()
    report = desk.batch.issue(cases, PRACTICE_PIN, lambda _: None, lambda: False)
    each = (time.perf_counter() - begun) * 1000 / ORDER
    assert len(report.issued) == ORDER
    assert not report.unmade
    return [Measured(f"an order of {ORDER} issued whole, ms each", "ms", [each], 45, "median")]


def _timed(
    count: int, act: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Milliseconds of each; the first is not counted: it loads what later ones find."""
    act()
    taken = []
    for _ in range(count):
        begun = clock()
        act()
        taken.append((clock() - begun) * 1000)
    return taken
