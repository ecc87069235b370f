"""What the authority's acts say when they refuse, in Swedish and English."""

from app.domain.text import Text

AUTHORITY_SENTENCES = {
    "NotThisText": Text(
        "Det där är ingen fråga om ackreditering ({reason}). Frågan börjar med KB1Q: visa den på "
        "bedömarens dator under Inställningar, Behörighet.",
        "That is no request for an accreditation ({reason}). A request begins with KB1Q: show it "
        "on the assessor's computer, Settings, Authorisation.",
    ),
    "CannotBeSigned": Text(
        "Det går inte att signera så: högst 119 dagar, och profiler som CNC-1,SVE-1.",
        "It cannot be signed like that: at most 119 days, and profiles as CNC-1,SVE-1.",
    ),
    "NoProfiles": Text(
        "Frågan nämner ingen profil. Säg vilka med --profiles CNC-1,SVE-1.",
        "The request names no profile. Say which with --profiles CNC-1,SVE-1.",
    ),
    "RequestTooOld": Text(
        "Frågan är från {asked}. Be bedömaren visa en ny, och se efter klockan i båda datorerna.",
        "The request is of {asked}. Ask the assessor for a new one, and look at both clocks.",
    ),
    "NotADrawing": Text(
        "Koden ritas som .png eller .svg, inte {name}.",
        "The code is drawn as .png or .svg, not {name}.",
    ),
}
