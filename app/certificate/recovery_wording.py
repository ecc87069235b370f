"""The words of the paper with the recovery code."""

from app.certificate.wording import day_en, day_sv
from app.domain.recovery import RecoveryPaper
from app.domain.text import Text

TITLE = Text("Återställningskod", "Recovery code")
PRACTICE = Text("Övningsutskrift, gäller inte", "Practice print, does not count")
LETTERS = Text(
    "Stora eller små bokstäver, mellanslag och bindestreck spelar ingen roll. "
    "Koden har aldrig O, I eller L: det som ser ut som O är en nolla, I eller L en etta.",
    "Capitals, spaces and hyphens do not matter. "
    "The code never has O, I or L: what looks like O is a zero, I or L a one.",
)
PARTS = (
    (
        Text("Vad koden är till för", "What the code is for"),
        Text(
            "Med koden öppnas ärendena på den här datorn när någon har glömt sin PIN-kod eller "
            "lösenfras. Utan den går det förlorat som inte är skickat till noden.",
            "The code opens the cases on this computer when somebody has forgotten their PIN or "
            "passphrase. Without it, whatever has not been sent to the node is lost.",
        ),
    ),
    (
        Text("Var pappret ska ligga", "Where to keep the paper"),
        Text(
            "Inlåst, på testcentret eller hos samordnaren. Aldrig i datorväskan, aldrig "
            "fotograferat, aldrig i e-post. Den som har både datorn och koden kan läsa allt.",
            "Locked away, at the test centre or with the coordinator. Never in the laptop bag, "
            "never photographed, never in e-mail. Whoever has both the laptop and the code can "
            "read everything.",
        ),
    ),
    (
        Text("När PIN-koden är glömd", "When the PIN is forgotten"),
        Text(
            "1. Välj ditt namn när datorn är låst och tryck på Glömt PIN-koden?\n"
            "2. Skriv koden och välj en ny PIN-kod eller lösenfras.\n"
            "3. Du får en ny plomb. Be noden om en ny engångskod och skriv den i Inställningar: "
            "då kan du signera och skicka igen.\n"
            "4. Koden gäller en gång. Gör en ny i Inställningar och förstör det här pappret.",
            "1. Choose your name while the computer is locked and press Forgotten your PIN?\n"
            "2. Type the code and choose a new PIN or passphrase.\n"
            "3. You get a new seal. Ask the node for a new one-time code and type it in Settings: "
            "then you can sign and send again.\n"
            "4. The code works once. Make a new one in Settings and destroy this paper.",
        ),
    ),
)
FOOT = Text(
    "Koden finns bara på det här pappret. En ny kod gör den här ogiltig.",
    "The code is only on this paper. A new code makes this one invalid.",
)

_MADE = Text("Gjord {day} av {who}", "Made {day} by {who}")


def made(paper: RecoveryPaper) -> str:
    """When, and by whom."""
    day = day_sv(paper.made) if paper.language == "sv" else day_en(paper.made)
    return _MADE.in_language(paper.language).format(day=day, who=paper.by)
