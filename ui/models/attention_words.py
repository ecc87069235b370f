"""What needs an act, in words, each with its icon, tone and the screen that leads on."""

from app.domain.authority import Nearness
from app.domain.disputes import DisputeKind
from app.usecases.today import Attention, AttentionKind
from ui.figures import day, short_day_and_time
from ui.language import language, marked, tr
from ui.models.region_words import region_line, region_link, region_look, region_title
from ui.theme_roles import Tone

ISSUE_MANY = "issue_many"
"""What the room of certificates is asked for: everything that waits to be issued."""

_K = AttentionKind
_LOOKS: dict[AttentionKind, tuple[str, Tone]] = {
    _K.CLOCK_BEHIND: ("clock", "bad"),
    _K.SEAL_DOUBTED: ("warning", "bad"),
    _K.STATUS_UNSENT: ("cloud-off", "bad"),
    _K.CERTIFICATES_ENDING: ("calendar", "accent"),
    _K.SHARED_PLACE: ("certificate", "bad"),
    _K.ACCREDITATION_EXPIRED: ("x-circle", "bad"),
    _K.CENTRE_EXPIRED: ("x-circle", "bad"),
    _K.CENTRE_UNKNOWN: ("x-circle", "bad"),
    _K.SECRECY: ("lock", "accent"),
    _K.UNSENT: ("cloud-off", "warn"),
    _K.UNSIGNED: ("pen", "accent"),
    _K.UNISSUED: ("certificate", "accent"),
    _K.INCIDENT: ("warning", "bad"),
    _K.CONFLICT: ("warning", "warn"),
    _K.DISPUTE: ("calendar", "warn"),
    _K.FOLLOW_UP: ("calendar", "accent"),
    _K.COMPANY_PLAN: ("company", "accent"),
    _K.LAB_ANSWER: ("clock", "warn"),
    _K.SECOND_WAITS: ("people", "accent"),
    _K.DIFFERENCES: ("people", "warn"),
}
_NEAR: dict[Nearness | None, tuple[str, Tone]] = {
    Nearness.QUARTER: ("calendar", "accent"),
    Nearness.MONTH: ("warning", "warn"),
    Nearness.WEEK: ("warning", "bad"),
}
_DISPUTES = {
    DisputeKind.RECONSIDERATION: marked("Omprövning {number}"),
    DisputeKind.APPEAL: marked("Överklagande {number}"),
    DisputeKind.COMPLAINT: marked("Klagomål {number}"),
    DisputeKind.DEVIATION: marked("Avvikelse {number}"),
}
_PLACES = {
    _K.SECRECY: "settings",
    _K.CLOCK_BEHIND: "settings",
    _K.CONFLICT: "conflicts",
    _K.DISPUTE: "disputes",
    _K.CERTIFICATES_ENDING: "certificates",
}


def attention_look(line: Attention) -> tuple[str, Tone]:
    """Icon and tone: the nearer the last day, the stronger."""
    if line.told is not None:
        return region_look(line.told)
    if line.kind in (_K.DISPUTE, _K.LAB_ANSWER) and line.count < 0:
        return "warning", "bad"
    if line.kind is _K.PAUSED and line.near not in (Nearness.WEEK, Nearness.MONTH):
        return "pause", "accent"
    return _LOOKS.get(line.kind) or _NEAR[line.near]


def leads_to(line: Attention) -> tuple[str, object]:
    """The screen that helps, and what it shows."""
    if line.case_id is not None:
        return "case", line.case_id
    if line.told is not None:
        return "protocols", line.told.hash
    if line.kind is _K.UNISSUED:
        return "certificates", ISSUE_MANY
    if line.kind is _K.COMPANY_PLAN:
        return "companies", (line.entry, "plan")
    return _PLACES.get(line.kind, "sync"), line.entry


def attention_words(line: Attention) -> tuple[str, str, str]:
    """Title, line and link of one thing to see to."""
    if line.told is not None:
        return region_title(line.told), region_line(line.told), region_link(line.told)
    if line.kind in _STANDING:
        return _standing_words(line)
    if line.kind is _K.UNISSUED and line.case_id is None:
        title = tr("%n beslut väntar på bevis", line.count)
        return title, tr("Beslut signerat, återkoppling hållen."), tr("Utfärda flera")
    if line.kind in _OF_CASES:
        return _case_words(line)
    if line.kind in _OF_CERTIFICATES:
        return _certificate_words(line)
    if line.near is not None:
        return _expiry_words(line)
    return _company_words(line) if line.kind is _K.COMPANY_PLAN else _desk_words(line)


def _company_words(line: Attention) -> tuple[str, str, str]:
    title = tr("%n åtgärder att följa upp", line.count)
    since = tr("den första {day}").format(day=day(line.day)) if line.day else ""
    return title, " · ".join(filter(None, (line.name, since))), tr("Öppna planen")


def _certificate_words(line: Attention) -> tuple[str, str, str]:
    day_, since = day(line.day) if line.day else "", ""
    if line.kind is _K.SHARED_PLACE:
        title = tr("Bevis {number} ska ersättas").format(number=line.number)
        why = tr("En kopierad dator gav ett annat bevis samma plats i statuslistan.")
        return title, f"{line.name or tr('Skyddad person')} · {why}", tr("Öppna ärendet")
    if line.kind is _K.STATUS_UNSENT:
        since = short_day_and_time(line.since) if line.since else ""
        more = tr("Väntar på synk sedan {since}. Den som kontrollerar får ännu det gamla svaret.")
        title = tr("%n ändrade bevis är inte kända utanför datorn", line.count)
        return title, more.format(since=since), tr("Öppna Synk")
    if line.kind is _K.CERTIFICATES_ENDING:
        title = tr("%n bevis går ut inom 90 dagar", line.count)
        return title, tr("Det första {day}.").format(day=day_), tr("Visa bevisen")
    is_withdrawn = line.note == "withdrawn"
    title = tr("Ditt sigill är indraget") if is_withdrawn else tr("Ditt sigill är anmält stulet")
    more = tr("Det du signerar från {day} gäller inte. Ring samordnaren.")
    return title, more.format(day=day_), tr("Öppna Synk")


def _expiry_words(line: Attention) -> tuple[str, str, str]:
    last, profiles = day(line.day) if line.day else "", ", ".join(line.profiles)
    if line.near is Nearness.EXPIRED:
        more = tr("Gick ut {day}. Inget nytt kan startas eller signeras.").format(day=last)
        if not line.centre:
            return tr("Ackrediteringen har gått ut"), more, tr("Öppna Synk")
        title = tr("Testcentrets ackreditering har gått ut")
        return title, f"{profiles} · {more}", tr("Öppna Synk")
    until = tr("{profiles} · gäller till {day}").format(profiles=profiles, day=last)
    if not line.count:
        title = (
            tr("Testcentrets ackreditering går ut idag")
            if line.centre
            else tr("Ackrediteringen går ut idag")
        )
        return title, until, ""
    if line.centre:
        return tr("Testcentrets ackreditering går ut om %n dagar", line.count), until, ""
    return tr("Ackrediteringen går ut om %n dagar", line.count), until, ""


def _desk_words(line: Attention) -> tuple[str, str, str]:
    since = short_day_and_time(line.since) if line.since else ""
    match line.kind:
        case AttentionKind.CLOCK_BEHIND:
            more = tr("Något är signerat {since}. Ställ klockan; till dess kan inget signeras.")
            return tr("Datorns klocka går efter"), more.format(since=since), tr("Så löser ni det")
        case AttentionKind.CENTRE_UNKNOWN:
            more = tr("{centre}: hämta testcentrets ackreditering. Till dess kan inget startas.")
            return (
                tr("Besked saknas om testcentret"),
                more.format(centre=line.centre),
                tr("Öppna Synk"),
            )
        case AttentionKind.CONFLICT:
            more = tr(
                "Två datorer säger olika. Båda versionerna är kvar, och allt annat fortsätter."
            )
            return tr("%n konflikter att avgöra", line.count), more, tr("Visa versionerna")
        case AttentionKind.SECRECY:
            more = tr("Behövs innan frågorna öppnas.")
            return tr("Sekretessförbindelsen är inte undertecknad"), more, tr("Läs och skriv under")
        case _:
            more = tr("Finns bara på den här datorn, sedan {since}").format(since=since)
            return tr("%n poster är inte synkade", line.count), more, tr("Öppna Synk")


def _case_words(line: Attention) -> tuple[str, str, str]:
    role = line.role.in_language(language()) if line.role else ""
    who = " · ".join(part for part in (line.name or tr("Skyddad person"), role) if part)
    match line.kind:
        case AttentionKind.UNSIGNED:
            return tr("Ett beslut är inte signerat"), who, tr("Visa beslutet")
        case AttentionKind.UNISSUED:
            return tr("Ett bevis är inte utfärdat"), who, tr("Öppna ärendet")
        case AttentionKind.INCIDENT:
            return tr("Ett prov avbröts"), who, tr("Bekräfta avbrottet")
        case AttentionKind.FOLLOW_UP:
            title = tr("%n åtgärder att följa upp", line.count)
            return title, who, tr("Öppna ärendet")
        case AttentionKind.LAB_ANSWER:
            return _lab_words(line, who)
        case AttentionKind.SECOND_WAITS:
            return tr("Din medbedömning väntar"), who, tr("Öppna provet")
        case AttentionKind.DIFFERENCES:
            return tr("Skillnader att lösa"), who, tr("Visa skillnaderna")
        case _:
            return _dispute_words(line)


def _lab_words(line: Attention, who: str) -> tuple[str, str, str]:
    last = day(line.day) if line.day else ""
    title, more = tr("Ett labbsvar väntas"), tr("senast {day}")
    if line.count < 0:
        title, more = tr("Ett labbsvar är försenat"), tr("skulle ha kommit {day}")
    return title, f"{who} · {more.format(day=last)}", tr("Skriv in svaret")


def _standing_words(line: Attention) -> tuple[str, str, str]:
    role = line.role.in_language(language()) if line.role else ""
    who = " · ".join(part for part in (line.name or tr("Skyddad person"), role) if part)
    lapses = tr("förfaller {day}").format(day=day(line.day)) if line.day else ""
    if line.kind is _K.PAUSED:
        more = " · ".join(part for part in (who, line.note, lapses) if part)
        return tr("Ett ärende är pausat"), more, tr("Öppna ärendet")
    return tr("Ett ärende förfaller snart"), f"{who} · {lapses}", tr("Öppna ärendet")


def _dispute_words(line: Attention) -> tuple[str, str, str]:
    title = tr(_DISPUTES[line.dispute]).format(number=line.number) if line.dispute else ""
    last = day(line.day) if line.day else ""
    words = tr("Skulle ha besvarats {day}") if line.count < 0 else tr("Ska besvaras senast {day}")
    return title, words.format(day=last), tr("Öppna registret")


_OF_CERTIFICATES = (
    _K.SEAL_DOUBTED,
    _K.STATUS_UNSENT,
    _K.CERTIFICATES_ENDING,
    _K.SHARED_PLACE,
)
_STANDING = (_K.PAUSED, _K.LAPSING)
_OF_TWO = (_K.SECOND_WAITS, _K.DIFFERENCES)
_OF_CASES = (
    _K.UNSIGNED,
    _K.UNISSUED,
    _K.INCIDENT,
    _K.FOLLOW_UP,
    _K.DISPUTE,
    _K.LAB_ANSWER,
    *_OF_TWO,
)
