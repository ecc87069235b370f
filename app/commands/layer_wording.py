"""What page, badge and file say beside the code, in words for a terminal."""

from collections.abc import Iterator

from app.domain.certificate import CertificateKind
from app.domain.foreign_code import ForeignCode
from app.domain.layers import Difference, Fact, Layers, LayerState, Why
from app.domain.text import Language, Text

FOREIGN = {
    ForeignCode.HEALTH: Text(
        "Det här är ett vaccinationsbevis, inte ett kompetensbevis.",
        "This is a health certificate, not a certificate of competence.",
    ),
    ForeignCode.CREDENTIAL: Text(
        "Det här är någon annans digitala bevis. Kontrollera det hos den som utfärdade det.",
        "This is somebody else's digital credential. Check it with whoever issued it.",
    ),
    ForeignCode.NUMBER: Text(
        "Det här är ett bevisnummer. Läs in koden, eller slå upp numret på nodens sida.",
        "This is a certificate number. Read the code, or look the number up at the node.",
    ),
    ForeignCode.TORN: Text(
        "Det här är början av en beviskod. Läs in hela koden igen.",
        "This is the beginning of a certificate's code. Read the whole code again.",
    ),
    ForeignCode.OTHER_PAGE: Text(
        "Koden leder till en webbsida och är inget bevis.",
        "The code leads to a web page and is no certificate.",
    ),
    ForeignCode.CONTACT: Text(
        "Det här är ett visitkort, inte ett bevis.", "This is a business card, not a certificate."
    ),
    ForeignCode.WIFI: Text(
        "Koden ansluter till ett trådlöst nät och är inget bevis.",
        "The code joins a wireless network and is no certificate.",
    ),
    ForeignCode.PAYMENT: Text(
        "Det här är en betalningskod, inte ett bevis.", "This is a payment, not a certificate."
    ),
    ForeignCode.MESSAGE: Text(
        "Koden är en adress för e-post eller telefon, inte ett bevis.",
        "The code is an address for mail or telephone, not a certificate.",
    ),
    ForeignCode.EVENT: Text(
        "Koden är en kalenderpost, inte ett bevis.",
        "The code is a calendar entry, not a certificate.",
    ),
    ForeignCode.PLACE: Text(
        "Koden är en plats på kartan, inte ett bevis.",
        "The code is a place on the map, not a certificate.",
    ),
    ForeignCode.GOODS: Text(
        "Det här är ett varu- eller serienummer, inte ett bevis.",
        "This is a product or serial number, not a certificate.",
    ),
    ForeignCode.TOO_LONG: Text(
        "Texten är för lång för att vara ett bevis.", "The text is too long for a certificate."
    ),
    ForeignCode.TEXT: Text("Texten är ingen beviskod.", "The text is no certificate's code."),
}

FACTS = {
    Fact.NUMBER: Text("bevisnumret", "the number"),
    Fact.NAME: Text("namnet", "the name"),
    Fact.BIRTH_DATE: Text("födelsedatumet", "the birth date"),
    Fact.ROLE: Text("rollen", "the role"),
    Fact.PROFILE: Text("profilen", "the profile"),
    Fact.KIND: Text("slaget", "the kind"),
    Fact.LEVEL: Text("nivån", "the level"),
    Fact.AREAS: Text("antalet områden", "the number of areas"),
    Fact.ISSUED: Text("utfärdandedagen", "the day of issue"),
    Fact.VALID_TO: Text("sista giltighetsdagen", "the last valid day"),
    Fact.REPLACES: Text("vilket bevis det ersätter", "which certificate it replaces"),
    Fact.CENTRE: Text("testcentret", "the test centre"),
    Fact.ASSESSOR: Text("bedömaren", "the assessor"),
    Fact.PRACTICE: Text("övningsmärket", "the practice mark"),
    Fact.SEAL: Text("sigillet", "the seal"),
    Fact.STATUS_INDEX: Text("platsen i statuslistan", "the place in the status list"),
    Fact.TAGS: Text("det som läses upp", "what is read aloud"),
    Fact.PAGE: Text("sidan", "the page"),
}

LAYERS = (Text("Text", "Text"), Text("Märke", "Badge"), Text("Fil", "File"))

_PICTURE = Text("kan inte jämföras i en bild", "cannot be compared in a picture")
_BADGE = Text("märket", "the badge")
WHY = {
    Why.AGREES: Text("stämmer", "agrees"),
    Why.FACTS: Text("stämmer inte med koden", "does not agree with the code"),
    Why.PICTURE: _PICTURE,
    Why.SCANNED: Text(
        "sidan är en bild: jämför själv med svaret", "the page is a picture: compare it yourself"
    ),
    Why.UNPROVED: Text("inget signerat att jämföra med", "nothing signed to compare with"),
    Why.NONE: Text("finns inte i filen", "there is none in the file"),
    Why.BROKEN: Text("går inte att läsa", "cannot be read"),
    Why.PROOF: Text("ändrat efter signeringen", "changed after signing"),
    Why.ADDED: Text("något är tillagt efter signeringen", "something was added after signing"),
    Why.STRANGER: Text("signerat av någon annan", "signed by somebody else"),
    Why.OUT_OF_DAYS: Text(
        "signerat en dag då nyckeln inte gällde", "signed on a day the key was not good for"
    ),
    Why.UNKNOWN: Text("signerat av en okänd", "signed by somebody unknown"),
    Why.UNENDORSED: Text(
        "stämmer med koden, men ingen ackrediterande myndighets ord står i det",
        "agrees with the code, but no accrediting authority's word stands in it",
    ),
    Why.ENDORSER_UNKNOWN: Text(
        "stämmer med koden, men myndigheten som står bakom det är okänd här",
        "agrees with the code, but the authority behind it is not known here",
    ),
}
SIGNS = {
    LayerState.OK: "+",
    LayerState.DIFFERS: "!",
    LayerState.MISSING: "-",
    LayerState.UNCOMPARABLE: "?",
}
TRUST_THE_CODE = Text("Lita på koden, inte på texten.", "Trust the code, not the text.")
_SAYS = Text("{source} säger {found}, koden säger {code}", "{source} says {found}, the code {code}")
_SHOWN_NOT = Text(
    "{source} visar inte {fact}, koden säger {code}",
    "{source} does not show {fact}, the code: {code}",
)
_PAINTED = Text("något är ritat över {fact}", "something is painted over {fact}")
_ONLY = Text("{source}: {fact} stämmer inte", "{source}: {fact} does not agree")
_NOTHING = Text("inget", "nothing")
_CREDITED = Text("tillgodoräknat", "credited")
_KINDS = {
    CertificateKind.FULL: Text("kompetensbevis", "certificate"),
    CertificateKind.PARTIAL: Text("delbevis", "partial certificate"),
    CertificateKind.STATEMENT: Text("intyg", "statement"),
}


def layer_lines(layers: Layers, language: Language) -> Iterator[str]:
    """One line a layer, then every difference by name."""
    each = (layers.text, layers.badge, layers.file)
    for name, layer in zip(LAYERS, each, strict=True):
        why = WHY[layer.why].in_language(language)
        yield f"  {SIGNS[layer.state]} {name.in_language(language)}: {why}"
        source = (LAYERS[0] if layer is layers.text else _BADGE).in_language(language)
        yield from (f"    {_sentence(one, source, language)}" for one in layer.differences)
    if layers.differ:
        yield TRUST_THE_CODE.in_language(language)


def _sentence(one: Difference, source: str, language: Language) -> str:
    fact = FACTS[one.fact].in_language(language)
    named = f"{one.area}: {fact}" if one.area else fact
    if one.drawn_over:
        return f"{named}: {_PAINTED.in_language(language).format(fact=fact)}"
    if not one.in_code and not one.found:
        return _ONLY.in_language(language).format(source=source, fact=fact)
    code = _value(one, one.in_code, language) or _NOTHING.in_language(language)
    found = _value(one, one.found, language)
    form = _SAYS if found else _SHOWN_NOT
    words = form.in_language(language).format(source=source, fact=fact, found=found, code=code)
    return f"{named}: {words}"


def _value(one: Difference, value: str, language: Language) -> str:
    if one.fact is Fact.LEVEL and value == "14":
        return _CREDITED.in_language(language)
    if one.fact is Fact.KIND and value:
        return _KINDS[CertificateKind(value)].in_language(language)
    return value
