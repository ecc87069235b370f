"""The page of exports: a table, narrowed, looked at, taken as a file; those made before."""

import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from app.domain.text import Language
from app.node.export_kinds import Wanted
from app.node.export_tables import ExportDetail
from app.node.export_words import NAMES
from app.node.exports import (
    FORMATS,
    KINDS,
    NodeExport,
    keep_export,
    made_exports,
    stated,
    write_export,
)
from app.node.filters import read_filters
from app.node.picture import read_options
from app.node.picture_choice import STATES, Choice
from app.node.picture_pages import fields
from app.node.visiting import NoSuchPage, Page, Role, Visit
from app.reports.csv_file import Separator
from app.reports.tables import Format, NotWritten, TooManyRows, Way

_LOOKED_AT: Final = 8
_SEPARATORS: Final[dict[str, Separator]] = {"semicolon": ";", "comma": ",", "tab": "\t"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which table and which kind of file, as they stand in the address and in the form."""

    what: Literal[
        "certificates",
        "cases",
        "nameless",
        "ages",
        "genders",
        "areas",
        "companies",
        "registers",
        "computers",
        "workload",
        "equipment",
        "accreditations",
        "deviations",
        "items",
        "agreement",
    ] = "certificates"
    form: Format = "xlsx"
    heads: Language = "sv"
    bom: Literal["yes", "no"] = "yes"
    separator: Literal["semicolon", "comma", "tab"] = "semicolon"

    @property
    def way(self) -> Way:
        """How the file is to be."""
        return Way(self.form, self.bom == "yes", _SEPARATORS[self.separator])


def show(visit: Visit) -> Response:
    """What is chosen, how its first rows look, and what was made before."""
    return _page(visit, visit.filters(Wish), visit.filters(Choice))


def make(visit: Visit) -> Response:
    """The file, as the form asks for it."""
    given = visit.form.pairs
    wish, choice = read_filters(Wish, given), read_filters(Choice, given)
    return _given(visit, wish, choice, wish.heads)


def download(visit: Visit) -> Response:
    """As a link on another page asks for it; the filters stand in the address."""
    told = (("what", visit.asked.params["kind"]), ("form", visit.asked.params["format"]))
    wish = read_filters(Wish, told)
    if (wish.what, wish.form) != (told[0][1], told[1][1]):
        raise NoSuchPage
    return _given(visit, wish, visit.filters(Choice), visit.language)


def _given(visit: Visit, wish: Wish, choice: Choice, heads: Language) -> Response:
    """The file, or the page with why there is none."""
    try:
        return _file(visit, wish, choice, heads)
    except TooManyRows:
        why = "export_refused", visit.words["export_too_many"]
    except NotWritten as error:
        full = "export_full", ""
        why = full if error.code == "full" else ("export_refused", error.reason)
    return _page(visit, wish, choice, visit.words[why[0]].format(why=why[1]))


def manifest(visit: Visit) -> Response:
    """The manifest of an export made before, or the schema beside it."""
    number, name = visit.asked.params["export"], visit.asked.params["name"]
    if not number.isdecimal() or len(number) > 9:
        raise NoSuchPage
    with visit.reading() as session:
        found = session.get(ExportDetail, int(number))
    if found is None:
        raise NoSuchPage
    kept = {
        "manifest": (found.manifest, found.file),
        "schema": (found.extra, Path(found.file).stem),
    }
    content, stem = kept.get(name, (b"", ""))
    if not content:
        raise NoSuchPage
    headers = {"Content-Disposition": f'attachment; filename="{stem}.{name}.json"'}
    return Response(content, media_type="application/json", headers=headers)


def _file(visit: Visit, wish: Wish, choice: Choice, heads: Language) -> Response:
    folder = tempfile.TemporaryDirectory(prefix="intyga-export-")
    try:
        path = Path(folder.name) / f"intyga-{wish.what}-{visit.now:%Y-%m-%d}.{wish.form}"
        wanted = Wanted(choice, heads, visit.now)
        order = NodeExport(wish.what, wish.way, wanted, visit.visitor.name)
        told = write_export(visit.parts.database, visit.parts.keys, order, path)
        with visit.acting() as session:
            keep_export(session, order, path, told)
            narrowed = ", ".join(f"{key}={value}" for key, value in told.filters.items())
            subject = f"{path.name} · {told.rows} · {told.sha256[:16]}"
            visit.note(session, "log_export_made", f"{subject} · {narrowed}".rstrip(" ·"))
    except BaseException:
        folder.cleanup()
        raise
    headers = {"X-Row-Count": str(told.rows), "X-Content-SHA256": told.sha256}
    cleanup = BackgroundTask(folder.cleanup)
    return FileResponse(path, filename=path.name, headers=headers, background=cleanup)


def _page(visit: Visit, wish: Wish, choice: Choice, problem: str = "") -> Response:
    kind = KINDS[wish.what]
    wanted = Wanted(kind.narrowed(choice), visit.language, visit.now)
    with visit.reading() as session:
        table = kind.make(session, wanted)
        rows = list(islice(table.rows, _LOOKED_AT + 1))
        options, made = read_options(session), made_exports(session)
    return visit.page(
        "exports.html",
        status=400 if problem else 200,
        problem=problem,
        table=table,
        rows=rows[:_LOOKED_AT],
        has_more=len(rows) > _LOOKED_AT,
        choice=choice,
        wish=wish,
        fields=[one for one in fields(options, choice, visit.words) if one[0] in kind.narrows],
        states=STATES[1:],
        kinds=tuple(KINDS),
        form_words=[(form, visit.words[f"export_{form}"]) for form in FORMATS],
        names=NAMES,
        made=made,
        kept=tuple(stated(choice).items()),
    )


PAGES = (
    Page("/exports", Role.COORDINATOR, show, act=make),
    Page("/exports/{export}/{name}.json", Role.COORDINATOR, manifest),
    Page("/export/{kind}.{format}", Role.COORDINATOR, download),
)
