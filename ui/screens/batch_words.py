"""What became of a batch, in lines for a box: what is done, what waits, and why."""

from dataclasses import dataclass

from app.domain.certificate_number import format_certificate_number
from app.domain.errors import UserError
from app.usecases.batch_report import CopyReport, IssueReport
from ui.language import tr
from ui.messages import message
from ui.theme_roles import Tone

_FULL = "DiskFull"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report, with its icon and tone."""

    icon: str
    tone: Tone
    words: str


def issue_lines(report: IssueReport) -> tuple[ReportLine, ...]:
    """What became of the cases; those that wait stand in the list below."""
    lines = [_issued(report)]
    if report.known:
        words = tr("%n var redan utfärdade.", len(report.known))
        lines.append(ReportLine("info", "neutral", words))
    if report.refused:
        words = tr("%n väntar. Varför står i listan.", len(report.refused))
        lines.append(ReportLine("clock", "warn", words))
    if report.stopped is not None:
        lines.append(ReportLine("warning", "bad", _issuing_stopped(report.stopped)))
    if report.left:
        words = tr("%n är inte påbörjade och kan utfärdas senare.", len(report.left))
        lines.append(ReportLine("pause", "warn", words))
    if report.unmade:
        words = tr("%n filer görs klara när bevisen först används.", len(report.unmade))
        lines.append(ReportLine("info", "neutral", words))
    return tuple(lines)


def copy_lines(report: CopyReport, done: str) -> tuple[ReportLine, ...]:
    """What became of the copies; `done` says what was handed out."""
    lines = []
    if report.done:
        lines.append(ReportLine("check-circle", "ok", done))
    if report.kept:
        words = tr("%n filer fanns redan och är orörda.", len(report.kept))
        lines.append(ReportLine("info", "neutral", words))
    if report.pages_only:
        words = tr(
            "%n är bara sidor, utan signatur och digitalt bevis: den som utfärdade gör hela filen.",
            len(report.pages_only),
        )
        lines.append(ReportLine("info", "warn", words))
    for refused in report.refused:
        number = format_certificate_number(refused.id)
        lines.append(ReportLine("warning", "bad", f"{number}: {message(refused.error).in_one()}"))
    if report.stopped is not None and report.left:
        number = format_certificate_number(report.left[0])
        words = tr("Det tog stopp vid {number}.").format(number=number)
        lines.append(ReportLine("warning", "bad", f"{words} {_copying_stopped(report.stopped)}"))
    elif report.stopped is not None:
        lines.append(ReportLine("warning", "bad", _copying_stopped(report.stopped)))
    if report.left:
        words = tr("%n är kvar. Du kan fortsätta där det stannade.", len(report.left))
        lines.append(ReportLine("pause", "warn", words))
    return tuple(lines)


def _issuing_stopped(error: UserError) -> str:
    """Why it stopped; a full disk in the words of what was going on."""
    if type(error).__name__ != _FULL:
        return message(error).in_one()
    return tr(
        "Disken är full. De bevis som är utfärdade gäller, och inget är utfärdat till hälften. "
        "Frigör plats och utfärda dem som är kvar."
    )


def _copying_stopped(error: UserError) -> str:
    if type(error).__name__ != _FULL:
        return message(error).in_one()
    return tr("Disken är full. Det som är klart är helt. Frigör plats och fortsätt.")


def _issued(report: IssueReport) -> ReportLine:
    if not report.issued:
        return ReportLine("info", "neutral", tr("Inget nytt bevis utfärdades."))
    words = tr("%n bevis utfärdade. De är markerade i listan.", len(report.issued))
    return ReportLine("check-circle", "ok", words)
