"""Conflicts in words: what there are two of, what it means, how it may end, how it ended."""

from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.usecases.conflicts import ConflictLine, ConflictView, FactPair, Settled, VersionView
from ui.figures import short_day_and_time
from ui.language import marked, tr
from ui.widgets.cells import CellState

_KINDS = {
    ConflictKind.CERTIFICATES: marked("Två bevis för samma person"),
    ConflictKind.PERSON: marked("Två olika uppgifter om en person"),
    ConflictKind.FORK: marked("En logg på två datorer"),
}
_SHORT = {
    ConflictKind.CERTIFICATES: marked("Två bevis"),
    ConflictKind.PERSON: marked("Två uppgifter"),
    ConflictKind.FORK: marked("Två datorer"),
}
_MEANINGS = {
    ConflictKind.CERTIFICATES: marked(
        "Två datorer har bedömt samma person utan att veta av varandra. Båda bevisen är "
        "tillfälligt stoppade tills någon som inte bedömde avgör vilket som gäller. Allt annat "
        "fortsätter som vanligt."
    ),
    ConflictKind.PERSON: marked(
        "Två datorer har ändrat samma uppgift olika. Den gamla uppgiften gäller tills någon "
        "väljer. Båda ändringarna står kvar i historiken."
    ),
    ConflictKind.FORK: marked(
        "Samma sigill har skrivit på två datorer, som efter en kopia av disken. Allt är sparat "
        "från båda, och datorn har börjat en ny logg. Bekräfta att ni vet varför."
    ),
}
_FIELDS = {
    PersonField.NAME: marked("Namn"),
    PersonField.BIRTH_DATE: marked("Född"),
    PersonField.EMPLOYER: marked("Arbetsgivare"),
    PersonField.PROTECTED: marked("Skyddad identitet"),
}


def kind_words(kind: ConflictKind) -> str:
    """What there are two of."""
    return tr(_KINDS[kind])


def short_words(kind: ConflictKind) -> str:
    """The same where there is little room."""
    return tr(_SHORT[kind])


def meaning_words(view: ConflictView) -> str:
    """What it means, as long as nobody has settled it."""
    return tr(_MEANINGS[view.line.kind])


def about_words(line: ConflictLine) -> str:
    """Whom it is about; a forked log is about an assessor."""
    if line.kind is ConflictKind.FORK:
        return line.assessors[0]
    return line.name or tr("Skyddad person")


def state_of(line: ConflictLine) -> CellState:
    """Where it stands."""
    if line.settled is not None:
        return CellState("check-circle", "ok", tr("Avgjord"))
    if line.waits:
        return CellState("clock", "neutral", tr("Svar på väg"))
    return CellState("warning", "warn", tr("Att avgöra"))


def keep_words(view: ConflictView, keep: Keep) -> str:
    """One way it may end, and what follows from it."""
    if view.line.kind is ConflictKind.FORK:
        return tr("Vi vet varför, och båda delarna är kvar.")
    if keep is Keep.BOTH:
        return tr("Båda gäller, till exempel två personer med samma namn.")
    if keep is Keep.NEITHER:
        return tr("Inget gäller. Båda återkallas, och personen kan bedömas på nytt.")
    version = view.first if keep is Keep.FIRST else view.second
    words = tr("Beviset av {name} gäller. Det andra återkallas.")
    if view.first.assessor == view.second.assessor:
        words = tr("Beviset av {name} från {at} gäller. Det andra återkallas.")
    return words.format(name=version.assessor, at=short_day_and_time(version.at))


def field_words(field: PersonField) -> str:
    """What a fact of a person is called."""
    return tr(_FIELDS[field])


def fact_words(fact: FactPair, keep: Keep) -> str:
    """A version of the fact, as it is to be read."""
    value = fact.first if keep is Keep.FIRST else fact.second
    if fact.field is PersonField.PROTECTED:
        return tr("Ja") if value else tr("Nej")
    return value or tr("Inget")


def ended_words(view: ConflictView, settled: Settled) -> str:
    """Who decided what, when and why."""
    at = short_day_and_time(settled.at)
    if settled.keep is Keep.OVER and view.line.kind is ConflictKind.PERSON:
        return tr("En senare ändring gäller. Inget är kvar att avgöra.")
    if settled.keep is Keep.OVER:
        return tr("Det ena är återkallat av den som utfärdade det. Inget är kvar att avgöra.")
    said = tr("Avgjort av {name} {at}.").format(name=settled.by, at=at)
    reason = tr("Skäl: {reason}").format(reason=settled.reason)
    return f"{_what(view, settled)} {said} {reason}"


def _what(view: ConflictView, settled: Settled) -> str:
    if view.line.kind is not ConflictKind.PERSON:
        return keep_words(view, settled.keep)
    facts = [
        f"{field_words(fact.field)}: {fact_words(fact, settled.fields[fact.field])}."
        for fact in view.facts
        if fact.field in settled.fields
    ]
    return " ".join(facts)


def place_words(version: VersionView) -> str:
    """Which laptop, seen from this one."""
    return tr("Den här datorn") if version.is_here else tr("En annan dator")
