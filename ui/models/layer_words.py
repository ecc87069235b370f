"""What each layer of a certificate's file came to, and every difference, in words."""

from dataclasses import dataclass, replace

from app.domain.certificate import CertificateKind
from app.domain.layers import Difference, Fact, Layer, Layers, LayerState, Why
from app.domain.reason_words import KIND_WORDS
from app.usecases.verification import Answer, Checked
from ui.language import language, marked, tr
from ui.theme_roles import Tone

_CREDITED = "14"
_LOOKS: dict[LayerState, tuple[str, Tone]] = {
    LayerState.OK: ("check", "ok"),
    LayerState.DIFFERS: ("x", "bad"),
    LayerState.MISSING: ("info", "warn"),
    LayerState.UNCOMPARABLE: ("eye", "neutral"),
}
_TEXT = {
    Why.AGREES: marked("Texten stämmer med koden"),
    Why.FACTS: marked("Texten stämmer inte med koden"),
    Why.PICTURE: marked("Kan inte jämföras i en bild. Jämför själv med uppgifterna här."),
    Why.SCANNED: marked("Sidan är en bild. Jämför själv med uppgifterna här."),
    Why.UNPROVED: marked("Det finns inget äkta att jämföra med"),
}
_FILE = {
    Why.AGREES: marked("PDF-filen är oförändrad"),
    Why.NONE: marked("PDF-filen är inte signerad: bara det koden säger är säkert"),
    Why.PICTURE: marked("Kan inte prövas i en bild"),
    Why.UNPROVED: marked("Det finns inget äkta att jämföra med"),
    Why.BROKEN: marked("Filens signatur är av en sort som inte läses här"),
    Why.PROOF: marked("PDF-filen är ändrad efter signeringen"),
    Why.ADDED: marked("Något är tillagt i filen efter signeringen"),
    Why.STRANGER: marked("PDF-filen är signerad av någon annan"),
    Why.OUT_OF_DAYS: marked("PDF-filen är signerad en dag då nyckeln inte gällde"),
    Why.UNKNOWN: marked("PDF-filen är signerad från ett övningsbord"),
}
_BADGE = {
    Why.FACTS: marked("Märket i filen säger något annat än koden"),
    Why.BROKEN: marked("Märket i filen går inte att läsa"),
    Why.PROOF: marked("Märket i filen är inte äkta"),
    Why.UNENDORSED: marked("Märket i den stämmer, men ingen myndighets ord står i det"),
    Why.ENDORSER_UNKNOWN: marked("Märket i den stämmer, men myndigheten bakom det är okänd här"),
}
_DOUBTED = (Why.UNENDORSED, Why.ENDORSER_UNKNOWN)
_FACTS = {
    Fact.NUMBER: marked("bevisnummer"),
    Fact.NAME: marked("namn"),
    Fact.BIRTH_DATE: marked("födelsedatum"),
    Fact.ROLE: marked("roll"),
    Fact.PROFILE: marked("profil"),
    Fact.KIND: marked("slag"),
    Fact.LEVEL: marked("nivå"),
    Fact.AREAS: marked("antal områden"),
    Fact.ISSUED: marked("utfärdat"),
    Fact.VALID_TO: marked("gäller till"),
    Fact.REPLACES: marked("ersätter"),
    Fact.CENTRE: marked("testcenter"),
    Fact.ASSESSOR: marked("bedömare"),
    Fact.PRACTICE: marked("märkt som prov"),
    Fact.SEAL: marked("sigill"),
    Fact.STATUS_INDEX: marked("plats i statuslistan"),
    Fact.TAGS: marked("det som läses upp"),
    Fact.PAGE: marked("sidan"),
}


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer as the card shows it."""

    title: str
    words: str
    icon: str
    tone: Tone


def layer_rows(checked: Checked) -> tuple[LayerRow, ...]:
    """Code, text and file; the file's row speaks of badge and signature."""
    layers = checked.layers
    if layers is None:
        only = tr("Bara koden är läst. Jämför själv med uppgifterna här.")
        seen = only if checked.number else tr(_TEXT[Why.UNPROVED])
        return (_code(checked), LayerRow(tr("Text"), seen, "eye", "neutral"))
    return (_code(checked), _row(tr("Text"), layers.text, _TEXT), _file(layers))


def differences(checked: Checked) -> tuple[str, ...]:
    """Every difference in a sentence; first those of the text, then the badge's, then the file."""
    layers = checked.layers
    if layers is None:
        return ()
    found = [_sentence(one, tr("texten")) for one in layers.text.differences]
    found += [_sentence(one, tr("märket")) for one in layers.badge.differences]
    for layer, words in ((layers.badge, _BADGE), (layers.file, _FILE)):
        if layer.state is LayerState.DIFFERS and not layer.differences:
            found.append(f"{tr(words[layer.why])}.")
    return tuple(_capital(sentence) for sentence in found)


def levels_in_text(checked: Checked) -> dict[str, str]:
    """What the text says of an area where it is not what the code says, by the area's name."""
    found = checked.layers.text.differences if checked.layers else ()
    return {
        one.area: _value(one, one.found) or tr("visas inte")
        for one in found
        if one.fact is Fact.LEVEL and one.area and not one.drawn_over
    }


def _code(checked: Checked) -> LayerRow:
    title = tr("Kod")
    if checked.foreign is not None:
        return LayerRow(title, tr("Det är inte en beviskod"), "x", "bad")
    if checked.answer is Answer.NOT_GENUINE:
        return LayerRow(title, tr("Koden är inte äkta"), "x", "bad")
    if checked.answer is Answer.UNKNOWN_ISSUER:
        return LayerRow(title, tr("Signaturen går inte att pröva här"), "info", "warn")
    if checked.answer is Answer.PRACTICE:
        return LayerRow(title, tr("Signerad från ett övningsbord"), "warning", "warn")
    if checked.answer is Answer.NOT_ACCREDITED:
        return LayerRow(title, tr("Äkta, men utfärdaren hade inte rätt"), "x", "bad")
    return LayerRow(title, tr("Signaturen i koden är äkta"), "check", "ok")


def _row(title: str, layer: Layer, words: dict[Why, str]) -> LayerRow:
    icon, tone = _LOOKS[layer.state]
    return LayerRow(title, tr(words[layer.why]), icon, tone)


def _file(layers: Layers) -> LayerRow:
    """The graver of signature and badge; both said where both agree."""
    title = tr("Fil")
    if layers.badge.state is LayerState.DIFFERS and layers.file.state is not LayerState.DIFFERS:
        return _row(title, layers.badge, _BADGE)
    row = _row(title, layers.file, _FILE)
    if layers.badge.why in _DOUBTED and layers.file.state is not LayerState.DIFFERS:
        badge = _row(title, layers.badge, _BADGE)
        form = tr("{file}. {badge}.")
        return replace(badge, words=form.format(file=row.words, badge=badge.words))
    if layers.badge.state is not LayerState.OK or layers.file.state is LayerState.DIFFERS:
        return row
    form = tr("{file}. Märket i den stämmer.")
    return LayerRow(row.title, form.format(file=row.words), row.icon, row.tone)


def _sentence(one: Difference, source: str) -> str:
    fact = tr(_FACTS[one.fact])
    what = f"{one.area}, {fact}" if one.area else fact
    if one.drawn_over:
        return tr("{what}: något är ritat eller klistrat över texten.").format(what=what)
    if not one.in_code and not one.found:
        return tr("{source} har annat {what} än koden.").format(source=source, what=what)
    code, found = _value(one, one.in_code), _value(one, one.found)
    if one.fact is Fact.LEVEL and one.area and found and code:
        form = tr("{source} säger {area} nivå {found}, koden säger {code}.")
        return form.format(source=source, area=one.area, found=found, code=code)
    if not found:
        form = tr("{what}: {source} visar inget, koden säger {code}.")
    elif not code:
        form = tr("{what}: {source} säger {found}, i koden finns inget sådant.")
    else:
        form = tr("{what}: {source} säger {found}, koden säger {code}.")
    return form.format(what=what, source=source, found=found, code=code)


def _value(one: Difference, value: str) -> str:
    if one.fact is Fact.LEVEL:
        names = {_CREDITED: tr("tillgodoräknat"), "0": tr("inte visat")}
        return names.get(value, value)
    if one.fact is Fact.PRACTICE:
        return tr("ja") if value == "yes" else tr("nej")
    if one.fact is Fact.KIND and value:
        return KIND_WORDS[CertificateKind(value)].in_language(language()).lower()
    return value


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
