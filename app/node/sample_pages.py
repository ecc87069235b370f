"""The auditor's page: a sample drawn by a seed that is logged, what is held, and it as a file."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final, cast, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from app.domain.sampling import LONGEST_SEED, MOST_DRAWN
from app.node.account_tables import AuditLine
from app.node.export_kinds import Wanted
from app.node.exports import NodeExport, keep_export
from app.node.filters import plain_line
from app.node.picture_choice import Choice
from app.node.sample import HeldSample, Terms, draw_sample
from app.node.sample_table import sample_table
from app.node.visiting import NoSuchPage, Page, Role, Visit
from app.reports.tables import Format, Manifest, Signature, Stated, Way, write_table
from app.seal.export_word import sign_export

_DRAWN: Final = "log_sample_drawn"
_REMEMBERED: Final = 50


def show(visit: Visit) -> Response:
    """What was drawn by the seed in the address; only once that draw stands in the log."""
    terms = visit.filters(Terms)
    with visit.reading() as session:
        before = _draws(session)
        is_logged = (terms.count, terms.seed) in [(one.count, one.seed) for one, _line in before]
        sample = draw_sample(session, terms) if terms.is_right and is_logged else None
    return _page(visit, terms, sample, before)


def draw(visit: Visit) -> Response:
    """Draw and log it, with every protected person in it (R55); then see it."""
    seed = plain_line(visit.form.text("seed", most=LONGEST_SEED + 1))
    typed = visit.form.text("count", most=9)
    terms = Terms(int(typed) if typed.isdecimal() else 0, seed)
    if not terms.is_right:
        with visit.reading() as session:
            before = _draws(session)
        problem = visit.words["sample_wrong"].format(most=MOST_DRAWN, longest=LONGEST_SEED)
        return _page(visit, terms, None, before, problem)
    with visit.acting() as session:
        sample = draw_sample(session, terms)
        among = f"{len(sample.cases)}/{sample.among}"
        visit.note(session, _DRAWN, f"{_told(terms)} · {among} · {sample.sum[:16]}")
        _note_protected(visit, session, sample)
    return visit.go("/sample", count=str(terms.count), seed=terms.seed)


def download(visit: Visit) -> Response:
    """The sample as a signed file: a row for each record; that it was made is logged (I14)."""
    form, terms = visit.asked.params["format"], visit.filters(Terms)
    if form not in get_args(Format) or not terms.is_right:
        raise NoSuchPage
    way = Way(cast("Format", form))
    with visit.reading() as session:
        sample = draw_sample(session, terms)
    folder = tempfile.TemporaryDirectory(prefix="intyga-sample-")
    try:
        path = Path(folder.name) / f"intyga-sample-{visit.now:%Y-%m-%d}.{form}"
        told = _write(visit, sample, path, way)
        wanted = Wanted(Choice(), visit.language, visit.now)
        order = NodeExport("sample", way, wanted, visit.visitor.name)
        with visit.acting() as session:
            keep_export(session, order, path, told)
            subject = f"{path.name} · {told.rows} · {told.sha256[:16]} · {_told(terms)}"
            visit.note(session, "log_export_made", subject)
            _note_protected(visit, session, sample)
    except BaseException:
        folder.cleanup()
        raise
    headers = {"X-Row-Count": str(told.rows), "X-Content-SHA256": told.sha256}
    cleanup = BackgroundTask(folder.cleanup)
    return FileResponse(path, filename=path.name, headers=headers, background=cleanup)


def _write(visit: Visit, sample: HeldSample, path: Path, way: Way) -> Manifest:
    keys, terms = visit.parts.keys, sample.terms
    filters = {"seed": terms.seed, "count": str(terms.count), "among": str(sample.among)}
    stated = Stated(visit.now, "sample", visit.visitor.name, keys.name, filters)

    def sign(manifest: Manifest) -> Signature:
        return Signature(sign_export(keys.node, manifest), keys.delegation)

    return write_table(sample_table(sample, visit.language), path, way, stated, sign)


def _note_protected(visit: Visit, session: Session, sample: HeldSample) -> None:
    for case in sample.cases:
        if case.is_protected:
            visit.note(session, "log_protected_seen", case.id)


def _page(
    visit: Visit,
    terms: Terms,
    sample: HeldSample | None,
    before: list[tuple[Terms, AuditLine]],
    problem: str = "",
) -> Response:
    return visit.page(
        "sample.html",
        status=400 if problem else 200,
        problem=problem,
        terms=replace(terms, count=max(1, terms.count)),
        sample=sample,
        before=before,
        most=MOST_DRAWN,
        longest=LONGEST_SEED,
    )


def _told(terms: Terms) -> str:
    return f"{terms.count} · {terms.seed}"


def _draws(session: Session) -> list[tuple[Terms, AuditLine]]:
    """The newest draws in the log, each number and seed once."""
    lines = select(AuditLine).where(AuditLine.act == _DRAWN).order_by(AuditLine.id.desc())
    found: dict[Terms, AuditLine] = {}
    for line in session.scalars(lines.limit(10 * _REMEMBERED)):
        count, _dot, rest = line.subject.partition(" · ")
        seed = rest.rsplit(" · ", 2)[0]
        if count.isdecimal():
            found.setdefault(Terms(int(count), seed), line)
    return list(found.items())[:_REMEMBERED]


PAGES = (
    Page("/sample", Role.READER, show, act=draw),
    Page("/sample.{format}", Role.READER, download),
)
