"""The sentences of the card for files to the node: what lies in one, what came of it."""

from app.usecases.bundles import Answered, Progress, Written
from app.usecases.in_file import InFile
from ui.figures import number, short_day_and_time, size
from ui.language import tr
from ui.theme_roles import Tone

Said = tuple[str, Tone, str]


def carried_words(carried: InFile | None) -> str:
    """What lies in a file and has no receipt yet, or what such a file is for."""
    if carried is None:
        return tr(
            "Utan nät: en krypterad fil som bara noden kan öppna. "
            "Den läses in där, och svaret tar du med tillbaka hit."
        )
    if carried.count:
        words = tr("%n poster ligger i filen {name} sedan {since}, inget kvitto än.", carried.count)
        if carried.photos:
            words = f"{words} {tr('Den bär även %n bilder.', carried.photos)}"
    else:
        words = tr("%n bilder ligger i filen {name} sedan {since}.", carried.photos)
    return words.format(name=carried.name, since=short_day_and_time(carried.since))


def share_words(progress: Progress) -> str:
    """How far it is: records first, then photos."""
    if progress.all_photos:
        words = tr("{done} av {total} bilder klara")
        return words.format(done=number(progress.photos), total=number(progress.all_photos))
    words = tr("{done} av {total} klara")
    return words.format(done=number(progress.sent), total=number(progress.total))


def written_words(written: Written) -> Said:
    """What was written, and what to do with it."""
    if written.photos:
        pair = (tr("%n poster", written.records), tr("%n bilder", written.photos))
        first = tr("Filen är skriven: {records} och {photos}, {size}.")
        first = first.replace("{records}", pair[0]).replace("{photos}", pair[1])
    elif not written.records:
        first = tr("Filen är skriven. Inget väntade; den hämtar hem listor och nyheter från noden.")
    else:
        first = tr("Filen är skriven: %n poster, {size}.", written.records)
    words = [first.format(size=size(written.size))]
    if written.left:
        left = tr("%n poster fick inte plats: skriv en ny fil när svaret är inläst.", written.left)
        words.append(left)
    if written.photos_left:
        words.append(tr("%n bilder fick inte plats: skriv en fil till.", written.photos_left))
    words.append(tr("Mata ut stickan innan du drar ur den."))
    return " ".join(words), "ok", "check-circle"


def answered_words(answered: Answered) -> Said:
    """What the node's answer brought."""
    if answered.receipts:
        words = [tr("Svaret är inläst: %n kvitton.", answered.receipts)]
    else:
        words = [tr("Svaret är inläst. Det gav inga nya kvitton.")]
    if answered.protocols:
        words.append(tr("Med svaret kom %n protokoll från regionen.", answered.protocols))
    if answered.photos:
        words.append(tr("Noden har fått %n bilder.", answered.photos))
    if answered.photos_waiting:
        words.append(tr("%n bilder väntar ännu: skriv en fil till.", answered.photos_waiting))
    if answered.waiting:
        words.append(tr("%n poster väntar ännu.", answered.waiting))
    elif not answered.refused:
        words.append(tr("Noden har kvitterat alla poster."))
    if answered.refused:
        words.append(tr("Noden sade nej till %n poster. Ring samordnaren.", answered.refused))
        return " ".join(words), "bad", "warning"
    return " ".join(words), "ok", "check-circle"
