"""The sentences of bringing a copy back: what is in it, what happens, what came of it."""

from typing import TYPE_CHECKING

from app.domain.desks import DeskKind
from ui.figures import number, short_day_and_time, size
from ui.language import tr

if TYPE_CHECKING:
    from app.usecases.restores import Contents, CopyFile, Restored, RestoreProgress

Rows = tuple[tuple[str, str], ...]


def copy_rows(copy: "CopyFile") -> Rows:
    """What the file says of itself before anybody has opened it."""
    unknown = tr("framgår när den öppnas")
    kinds = {DeskKind.REAL: tr("Riktiga ärenden"), DeskKind.PRACTICE: tr("Övning")}
    desk = " · ".join(filter(None, (copy.desk, copy.centre)))
    reached = copy.reached
    newest = short_day_and_time(reached.newest.astimezone()) if reached and reached.newest else ""
    made = short_day_and_time(copy.made.astimezone()) if copy.made else unknown
    return (
        (tr("Fil"), copy.path.name),
        (tr("Arbetsbord"), desk or unknown),
        (tr("Slag"), kinds[copy.kind] if copy.kind else unknown),
        (tr("Gjord"), made),
        (tr("Senast signerat i den"), newest or unknown),
        (tr("Storlek"), _size(copy)),
    )


def contents_rows(contents: "Contents") -> Rows:
    """What is in it for certain, beside what is here."""
    copy, here = contents.copy, contents.here
    newest = short_day_and_time(copy.newest.astimezone()) if copy.newest else "–"
    rows = [
        *copy_rows(contents.file)[:4],
        (tr("Senast signerat i den"), newest),
        (tr("Signerade poster i den"), number(copy.records)),
    ]
    if here is not None and here.newest is not None:
        rows.append((tr("Senast signerat här"), short_day_and_time(here.newest.astimezone())))
    return tuple(rows)


def age_words(contents: "Contents") -> str:
    """How old it is against what is here."""
    here, copy = contents.here, contents.copy
    if here is None:
        return tr("Det som finns här går inte att läsa, så kopian kan inte jämföras med det.")
    if not contents.is_older or here.newest is None:
        return tr("Inget har signerats här efter det senaste i kopian.")
    if copy.newest is None:
        return tr("Kopian är äldre än det som finns här.")
    hours = round((here.newest - copy.newest).total_seconds() / 3600)
    if hours < 1:
        return tr("Kopian är mindre än en timme äldre än det som finns här.")
    if hours < 48:
        return tr("Kopian är %n timmar äldre än det som finns här.", hours)
    return tr("Kopian är %n dagar äldre än det som finns här.", round(hours / 24))


def replaced_words(contents: "Contents") -> str:
    """What the copy takes the place of, and what of it comes along."""
    if contents.here is None:
        return tr("Ersätts: filen som finns här, som inte går att läsa.")
    first = tr("Ersätts: osignerat arbete och inställningar efter kopian.")
    if not contents.taken_over:
        return first
    words = tr("%n signerade poster som bara finns här följer med.", contents.taken_over)
    return f"{first} {words}"


def safe_words() -> str:
    """What is kept whatever happens."""
    return tr("Tryggt: filen som den är nu läggs undan bredvid, med dagens datum i namnet.")


def back_words(kind: DeskKind) -> str:
    """What the node gives back."""
    if kind is DeskKind.PRACTICE:
        return tr("Ett övningsbord hör inte till någon nod, så inget mer kommer tillbaka.")
    return tr(
        "Noden: det som är skickat efter kopian kommer tillbaka vid nästa synk, utom "
        "personnummer, svar och foton."
    )


def elsewhere_words(kind: DeskKind) -> tuple[str, str, str]:
    """What happens on a computer where nobody can open the desk."""
    old = tr(
        "Används den förra datorn fortfarande? Sluta arbeta på den: det som görs där kommer inte "
        "hit."
    )
    others = tr("Bara du kan låsa upp här. Kollegor läggs till igen i Inställningar.")
    if kind is DeskKind.PRACTICE:
        return tr("Du får en ny plomb genast. Övningsbordet känner igen den."), others, old
    seal = tr(
        "Du får en ny plomb: läsa och exportera går genast, signera och skicka när noden gett dig "
        "en ny engångskod."
    )
    return seal, others, old


def progress_words(progress: "RestoreProgress") -> str:
    """What it is at."""
    from app.usecases.restores import RestoreStep

    words = {
        RestoreStep.COPYING: tr("Läser kopian: {done} av {total}"),
        RestoreStep.PROVING: tr("Provar att allt i kopian håller …"),
        RestoreStep.TAKING_OVER: tr("Tar med det som bara finns här …"),
    }[progress.step]
    return words.format(done=size(progress.done), total=size(progress.total))


def receipt_words(done: "Restored") -> str:
    """What was done, shown where one unlocks."""
    made = done.contents.file.made
    words = [
        tr("Säkerhetskopian från {at} är på plats.").format(
            at=short_day_and_time(made.astimezone())
        )
        if made
        else tr("Säkerhetskopian är på plats.")
    ]
    if done.contents.taken_over:
        words.append(tr("%n signerade poster följde med.", done.contents.taken_over))
    if done.aside is not None:
        aside = tr("Det som fanns här är kvar i {name}.")
        words.append(aside.format(name=done.aside.name))
    if done.is_elsewhere:
        words.append(tr("Lås upp med det du nyss valde."))
    return " ".join(words)


def _size(copy: "CopyFile") -> str:
    reached = copy.reached
    if reached is None:
        return size(copy.size)
    records = tr("%n poster", reached.records)
    return f"{size(copy.size)} · {records.replace(str(reached.records), number(reached.records))}"
