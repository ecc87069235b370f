"""What the region said of a protocol version and what became of it, in words."""

from app.usecases.library import VersionState
from app.usecases.region_protocols import RegionProtocol, ToldState, Word
from ui.figures import day
from ui.language import language, marked, tr
from ui.theme_roles import Tone

_REASONS = {
    "OwnerUnknown": marked("Ingen som den här datorn litar på står bakom huvudmannen."),
    "OwnerOutOfTime": marked("Regionens besked om huvudmannen gäller inte idag."),
    "OwnerNotCovering": marked("Huvudmannen får inte ge ut den här profilen."),
    "PackageSignatureWrong": marked("Huvudmannens signatur håller inte."),
    "PackageContentChanged": marked("Innehållet är inte det som huvudmannen signerade."),
    "PackageFromFuture": marked("Det är signerat en dag som inte har kommit: se datorns klocka."),
    "NewerPackage": marked("Det är skrivet för ett nyare Intyga: uppdatera programmet."),
    "SameVersionOtherContent": marked("Numret finns redan här med annat innehåll."),
    "AreasMoved": marked("Områdena är flyttade mot en version som finns här."),
    "OlderThanInUse": marked("En högre version används redan."),
    "ProtocolRecalled": marked("Huvudmannen har återkallat versionen."),
}


def region_look(told: RegionProtocol) -> tuple[str, Tone]:
    """Icon and tone."""
    if told.state is ToldState.REFUSED:
        return "warning", "warn"
    if told.word is Word.PUBLISHED:
        return ("calendar", "accent") if told.state is ToldState.WAITS else ("book", "accent")
    return "x-circle", "warn"


def region_title(told: RegionProtocol) -> str:
    """What happened, with code and version."""
    if told.state is ToldState.REFUSED:
        words = tr("{code} {version} från regionen kunde inte tas i bruk")
    elif told.word is Word.PUBLISHED:
        words = tr("Ny version från regionen: {code} {version}")
    elif told.word is Word.WITHDRAWN:
        words = tr("Regionen har dragit in {code} {version}")
    else:
        words = tr("Huvudmannen har återkallat {code} {version}")
    return words.format(code=told.code, version=told.version)


def region_line(told: RegionProtocol) -> str:
    """What it means for cases, or why it was not taken in and what to do."""
    if told.state is ToldState.REFUSED:
        why = tr(_REASONS.get(told.reason, _OTHER))
        return f"{why} {tr('Det som användes används än. Ring regionen.')}"
    stay = tr("%n pågående ärenden stannar på sin version.", told.stay) if told.stay else ""
    if told.word is Word.RECALLED:
        return tr("Inga nya ärenden börjar på den. Pågående ärenden får avslutas.")
    if told.word is Word.WITHDRAWN:
        return tr("Nya ärenden börjar på den version som användes före.")
    name = "" if told.name is None else f"{told.name.in_language(language())}. "
    if told.state is ToldState.WAITS:
        said = tr("Används från {day}, till dess den nuvarande.").format(day=day(told.from_day))
    else:
        said = tr("Nya ärenden börjar på den.")
    return " ".join(part for part in (f"{name}{said}", stay) if part)


def region_note(told: RegionProtocol, state: VersionState) -> str:
    """What the foot of a version says of it; "" where the region's word is an old story."""
    if state is VersionState.RECALLED:
        return ""
    if state is VersionState.PUBLISHED and told.word is Word.PUBLISHED:
        return tr("Regionen har publicerat versionen. Nya ärenden börjar på den.")
    is_old = state is VersionState.SUPERSEDED and told.word is Word.PUBLISHED
    if is_old and told.state is not ToldState.REFUSED:
        return ""
    return f"{region_title(told)}. {region_line(told)}"


def region_link(told: RegionProtocol) -> str:
    """The link that leads on."""
    is_new = told.word is Word.PUBLISHED and told.state is not ToldState.REFUSED
    return tr("Se vad som ändrats") if is_new else tr("Öppna Protokoll")


_OTHER = marked("Paketet håller inte för kontrollen.")
