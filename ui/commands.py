"""Every command of the desk, declared once: its words, its keys, where it holds."""

from dataclasses import dataclass

from ui.language import marked


@dataclass(frozen=True, slots=True)
class Command:
    """What one can do by keyboard; `scope` is the screen it holds on, "desk" everywhere."""

    key: str
    words: str
    keys: str
    scope: str = "desk"


SCOPES: dict[str, str] = {
    "desk": marked("Överallt"),
    "today": marked("Idag"),
    "people": marked("Personer"),
    "companies": marked("Företag"),
    "conversation": marked("Samtal"),
    "case": marked("Ärendet"),
    "practical": marked("Praktiskt prov"),
    "review": marked("Granskning"),
    "candidate": marked("Teoriprov för validanden"),
    "certificates": marked("Bevis"),
    "verify": marked("Kontrollera"),
    "sync": marked("Synk"),
    "protocols": marked("Protokoll"),
    "disputes": marked("Register"),
    "conflicts": marked("Konflikter"),
}

COMMANDS: tuple[Command, ...] = (
    Command("help", marked("Visa tangenterna"), "F1"),
    Command("today", marked("Gå till Idag"), "Ctrl+1"),
    Command("people", marked("Gå till Personer"), "Ctrl+2"),
    Command("companies", marked("Gå till Företag"), "Ctrl+3"),
    Command("certificates", marked("Gå till Bevis"), "Ctrl+4"),
    Command("verify", marked("Gå till Kontrollera"), "Ctrl+5"),
    Command("sync", marked("Gå till Synk"), "Ctrl+6"),
    Command("protocols", marked("Gå till Protokoll"), "Ctrl+7"),
    Command("disputes", marked("Gå till Register"), "Ctrl+8"),
    Command("conflicts", marked("Gå till Konflikter"), "Ctrl+9"),
    Command("settings", marked("Gå till Inställningar"), "Ctrl+,"),
    Command("search", marked("Sök person, företag eller bevis"), "Ctrl+F"),
    Command("lock", marked("Lås datorn för Intyga"), "Ctrl+L"),
    Command("today.resume", marked("Fortsätt där du var"), "Ctrl+R", "today"),
    Command("today.new", marked("Nytt ärende"), "Ctrl+N", "today"),
    Command("people.new", marked("Ny person"), "Ctrl+N", "people"),
    Command("companies.new", marked("Nytt företag"), "Ctrl+N", "companies"),
    Command("companies.all", marked("Alla företag"), "Alt+Left", "companies"),
    Command("companies.facts", marked("Företagets uppgifter"), "Ctrl+E", "companies"),
    Command("orders.new", marked("Ny order"), "Ctrl+Shift+N", "companies"),
    Command("orders.add", marked("Lägg till i ordern"), "Ctrl+Shift+L", "companies"),
    Command("orders.import", marked("Läs in en lista"), "Ctrl+O", "companies"),
    Command("orders.basis", marked("Underlag för resultat"), "Ctrl+U", "companies"),
    Command("hours.add", marked("Lägg till deltagare"), "Ctrl+Shift+D", "companies"),
    Command("hours.attest", marked("Attestera timmar"), "Ctrl+T", "companies"),
    Command("conversation.step1", marked("Välj steg 1"), "Alt+1", "conversation"),
    Command("conversation.step2", marked("Välj steg 2"), "Alt+2", "conversation"),
    Command("conversation.step3", marked("Välj steg 3"), "Alt+3", "conversation"),
    Command("conversation.step4", marked("Välj steg 4"), "Alt+4", "conversation"),
    Command("conversation.next", marked("Nästa fråga"), "Ctrl+Return", "conversation"),
    Command("conversation.back", marked("Föregående fråga"), "Alt+Up", "conversation"),
    Command("conversation.note", marked("Skriv en anteckning"), "Alt+V", "conversation"),
    Command("conversation.skip", marked("Hoppa över frågan"), "Ctrl+M", "conversation"),
    Command("conversation.help", marked("Hjälp för den som leder"), "Alt+H", "conversation"),
    Command("conversation.summary", marked("Sammanfattning"), "Alt+S", "conversation"),
    Command("conversation.pause", marked("Pausa samtalet"), "Ctrl+Shift+P", "conversation"),
    Command("case.next", marked("Gå vidare"), "Ctrl+Return", "case"),
    Command("case.back", marked("Gå tillbaka"), "Alt+Left", "case"),
    Command("case.more", marked("Mer att göra med ärendet"), "Alt+M", "case"),
    Command("case.pause", marked("Pausa"), "Ctrl+Shift+P", "case"),
    Command("case.sign", marked("Signera"), "Ctrl+Shift+S", "case"),
    Command("practical.rate1", marked("Bedöm: steg 1"), "Alt+1", "practical"),
    Command("practical.rate2", marked("Bedöm: steg 2"), "Alt+2", "practical"),
    Command("practical.rate3", marked("Bedöm: steg 3"), "Alt+3", "practical"),
    Command("practical.rate4", marked("Bedöm: steg 4"), "Alt+4", "practical"),
    Command("practical.not_assessed", marked("Ej bedömt"), "Alt+0", "practical"),
    Command("practical.note", marked("Skriv vad du såg"), "Alt+V", "practical"),
    Command("practical.later", marked("Återkom senare"), "Ctrl+M", "practical"),
    Command("practical.photo", marked("Lägg till ett foto"), "Alt+F", "practical"),
    Command("practical.paste", marked("Klistra in ett foto"), "Ctrl+V", "practical"),
    Command("practical.lab", marked("Skicka till labb"), "Alt+L", "practical"),
    Command("practical.next_open", marked("Nästa som är påbörjat"), "Alt+N", "practical"),
    Command("practical.leave_area", marked("Området tas inte idag"), "Alt+T", "practical"),
    Command("practical.next", marked("Nästa kriterium"), "Ctrl+Return", "practical"),
    Command("practical.back", marked("Föregående kriterium"), "Alt+Left", "practical"),
    Command("practical.stop", marked("Säkerhetsstopp"), "F12", "practical"),
    Command("review.yes", marked("Området räcker"), "Alt+1", "review"),
    Command("review.no", marked("Området räcker inte"), "Alt+2", "review"),
    Command("review.next", marked("Nästa område, sedan beslutet"), "Ctrl+Return", "review"),
    Command("candidate.next", marked("Nästa fråga"), "Ctrl+Return", "candidate"),
    Command("candidate.back", marked("Föregående fråga"), "Alt+Left", "candidate"),
    Command("candidate.mark", marked("Markera och återkom senare"), "Ctrl+M", "candidate"),
    Command("candidate.larger", marked("Större text"), "Ctrl++", "candidate"),
    Command("candidate.smaller", marked("Mindre text"), "Ctrl+-", "candidate"),
    Command("candidate.contrast", marked("Byt kontrast"), "Ctrl+K", "candidate"),
    Command("candidate.listen", marked("Läs upp frågan"), "Ctrl+U", "candidate"),
    Command("candidate.leave", marked("Lämna provet (bedömarens PIN)"), "Ctrl+Q", "candidate"),
    Command("certificates.print", marked("Skriv ut"), "Ctrl+P", "certificates"),
    Command("certificates.issue", marked("Utfärda flera bevis"), "Ctrl+Shift+U", "certificates"),
    Command("certificates.filter", marked("Visa bara vissa"), "Ctrl+Shift+F", "certificates"),
    Command("certificates.change", marked("Ändra eller återkalla"), "Ctrl+E", "certificates"),
    Command("certificates.save", marked("Spara som PDF"), "Ctrl+S", "certificates"),
    Command("verify.open", marked("Öppna en fil"), "Ctrl+O", "verify"),
    Command("verify.paste", marked("Klistra in"), "Ctrl+Shift+V", "verify"),
    Command("verify.screen", marked("Läs från skärmen"), "Ctrl+Shift+S", "verify"),
    Command("verify.camera", marked("Läs med kameran"), "Ctrl+Shift+K", "verify"),
    Command("verify.receipt", marked("Skriv ut kvittot"), "Ctrl+P", "verify"),
    Command("verify.next", marked("Kontrollera nästa"), "Ctrl+N", "verify"),
    Command("sync.now", marked("Försök nu"), "F5", "sync"),
    Command("sync.write", marked("Skicka med fil"), "Ctrl+S", "sync"),
    Command("sync.read", marked("Läs in svar"), "Ctrl+O", "sync"),
    Command("protocols.import", marked("Läs in ett protokollpaket"), "Ctrl+O", "protocols"),
    Command("disputes.new", marked("Registrera"), "Ctrl+N", "disputes"),
    Command("disputes.settle", marked("Avgör"), "Ctrl+Return", "disputes"),
    Command("conflicts.settle", marked("Avgör"), "Ctrl+Return", "conflicts"),
)

BY_KEY = {command.key: command for command in COMMANDS}
