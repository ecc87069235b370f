"""The words of the frame, of logging in, of accounts, settings and the log."""

from app.domain.text import Text

WORDS = {
    "nav": Text("Sidor", "Pages"),
    "nav_menu": Text("Meny", "Menu"),
    "nav_cases": Text("Ärenden", "Cases"),
    "nav_review": Text("Granskning", "Review"),
    "nav_certificates": Text("Bevis", "Certificates"),
    "nav_companies": Text("Företag", "Companies"),
    "nav_seals": Text("Behörighet", "Authorities"),
    "nav_participation": Text("Bidrag", "Funding"),
    "nav_exports": Text("Export", "Exports"),
    "nav_log": Text("Logg", "Log"),
    "nav_settings": Text("Inställningar", "Settings"),
    "skip": Text("Hoppa till innehållet", "Skip to the content"),
    "language": Text("Språk", "Language"),
    "all": Text("Alla", "All"),
    "clear": Text("Rensa", "Clear"),
    "show": Text("Visa", "Show"),
    "save": Text("Spara", "Save"),
    "back": Text("Tillbaka", "Back"),
    "pager": Text("Bläddra", "Pages of the list"),
    "pager_before": Text("Föregående", "Previous"),
    "pager_after": Text("Nästa", "Next"),
    "pager_at": Text("Sida {n} av {all}", "Page {n} of {all}"),
    "done": Text("Klart", "Done"),
    "no_such_page": Text("Sidan finns inte", "There is no such page"),
    "no_such_page_why": Text(
        "Adressen leder ingenstans, eller så är det du söker borta. Börja om från översikten.",
        "The address leads nowhere, or what you look for is gone. Start from the overview.",
    ),
    "not_yours": Text("Den sidan hör till en annan roll", "That page is for another role"),
    "not_yours_why": Text(
        "Ingenting har hänt. Behöver du den, be en administratör ändra din roll.",
        "Nothing has happened. If you need it, ask an administrator to change your role.",
    ),
    "bad_form": Text("Formuläret gick inte att läsa", "The form could not be read"),
    "bad_form_why": Text(
        "Inget har sparats. Gå tillbaka, se över fälten och skicka igen.",
        "Nothing was saved. Go back, look the fields over and send again.",
    ),
    "too_large": Text("Formuläret är för stort", "The form is too large"),
    "too_large_why": Text(
        "Inget har sparats. Gå tillbaka och korta det du klistrade in.",
        "Nothing was saved. Go back and shorten what you pasted.",
    ),
    "foreign_form": Text("Formuläret gäller inte längre", "The form no longer counts"),
    "foreign_form_why": Text(
        "Inget har sparats. Du kan ha loggats ut, eller så kom formuläret från en annan "
        "webbplats. Öppna sidan igen och fyll i på nytt.",
        "Nothing was saved. You may have been logged out, or the form came from another site. "
        "Open the page again and fill it in anew.",
    ),
    "to_overview": Text("Till översikten", "To the overview"),
    "log_in": Text("Logga in", "Log in"),
    "log_in_why": Text("{node} · sidorna för samordnare", "{node} · pages for coordinators"),
    "log_out": Text("Logga ut", "Log out"),
    "login": Text("Användarnamn", "User name"),
    "password": Text("Lösenord", "Password"),
    "wrong": Text(
        "Namnet eller lösenordet stämmer inte. Kontrollera båda och försök igen.",
        "The name or the password is not right. Check both and try again.",
    ),
    "too_soon": Text(
        "För många försök. Vänta {n} s och försök igen; ingenting är låst.",
        "Too many tries. Wait {n} s and try again; nothing is locked.",
    ),
    "log_in_help": Text(
        "Har du glömt lösenordet eller bytt telefon? Be en administratör om en ny länk.",
        "Forgot the password or changed phones? Ask an administrator for a new link.",
    ),
    "code": Text("Kod från telefonen", "Code from the phone"),
    "code_title": Text("Visa att det är du", "Show that it is you"),
    "code_why": Text(
        "Skriv de sex siffror som appen i din telefon visar nu. En reservkod går också.",
        "Type the six digits that the app on your phone shows now. A recovery code will do too.",
    ),
    "code_wrong": Text(
        "Den koden gäller inte. Vänta på nästa och skriv den; en kod gäller bara en gång.",
        "That code does not count. Wait for the next one and type it; a code counts only once.",
    ),
    "go_on": Text("Fortsätt", "Go on"),
    "factor_title": Text("Koppla din telefon", "Link your phone"),
    "factor_why": Text(
        "Läs av bilden med en app för engångskoder (Aegis, FreeOTP, Google Authenticator eller "
        "liknande). Skriv sedan koden som appen visar.",
        "Scan the picture with an app for one-time codes (Aegis, FreeOTP, Google Authenticator "
        "or the like). Then type the code that the app shows.",
    ),
    "factor_qr": Text("QR-kod för appen", "QR code for the app"),
    "factor_text": Text("Går bilden inte att läsa, skriv:", "If it cannot be scanned, type:"),
    "codes_title": Text("Spara dina reservkoder", "Keep your recovery codes"),
    "codes_why": Text(
        "Varje kod ersätter telefonen en gång. De visas bara nu: skriv ut eller skriv av dem och "
        "förvara dem där bara du kommer åt.",
        "Each stands in for the phone once. They are shown only now: print them or write them "
        "down, and keep them where only you can get at them.",
    ),
    "codes_kept": Text("Jag har sparat koderna", "I have kept the codes"),
    "welcome": Text("Välkommen, {name}", "Welcome, {name}"),
    "welcome_why": Text(
        "Ditt användarnamn är {login}. Välj ett lösenord på minst {n} tecken; flera ord efter "
        "varandra är lätt att minnas.",
        "Your user name is {login}. Choose a password of at least {n} characters; several words "
        "after each other are easy to remember.",
    ),
    "new_password": Text("Nytt lösenord", "New password"),
    "again": Text("Samma igen", "The same again"),
    "not_same": Text(
        "De två lösenorden är olika. Skriv samma två gånger.",
        "The two passwords differ. Type the same twice.",
    ),
    "weak_password": Text(
        "Det lösenordet är för lätt att gissa. Minst 12 tecken, inte ditt namn, inte samma "
        "tecken om och om igen.",
        "That password is too easy to guess. At least 12 characters, not your name, not the same "
        "characters over and over.",
    ),
    "link_over": Text("Länken gäller inte längre", "The link no longer counts"),
    "link_over_why": Text(
        "Den har använts eller är äldre än tre dagar. Be en administratör om en ny.",
        "It has been used or is older than three days. Ask an administrator for a new one.",
    ),
    "closed_first": Text(
        "Ingen har något konto ännu. Den som driver noden gör det första med "
        "“python3 -m app.node account create NAMN --role administrator” eller öppnar sidan med "
        "adressen som noden skrev ut när den startade.",
        "Nobody has an account yet. Whoever runs the node makes the first with "
        "“python3 -m app.node account create NAME --role administrator”, or opens the page with "
        "the address that the node printed when it started.",
    ),
    "first_title": Text("Gör det första kontot", "Make the first account"),
    "first_why": Text(
        "Du är inne med nodens åtkomstnyckel. Den slutar gälla när det första kontot finns.",
        "You are in with the node's access key. It stops counting once the first account exists.",
    ),
    "first_make": Text("Gör ett konto", "Make an account"),
    "account": Text("Ditt konto", "Your account"),
    "accounts": Text("Konton", "Accounts"),
    "accounts_context": Text(
        "Vilka som får logga in på noden, och vad de får göra",
        "Who may log in to the node, and what they may do",
    ),
    "account_name": Text("Namn", "Name"),
    "role_of": Text("Roll", "Role"),
    "administrator": Text("Administratör", "Administrator"),
    "coordinator": Text("Samordnare", "Coordinator"),
    "reviewer": Text("Granskare", "Reviewer"),
    "read-only": Text("Läsare", "Reader"),
    "administrator_may": Text("allt, även konton", "everything, accounts too"),
    "coordinator_may": Text(
        "behörigheter, export, bidrag och logg", "authorities, exports, funding and the log"
    ),
    "reviewer_may": Text("avgör det som granskas", "settles what is reviewed"),
    "read-only_may": Text("ser sidorna", "sees the pages"),
    "account_state": Text("Läge", "State"),
    "account_active": Text("Aktivt", "Active"),
    "account_invited": Text("Inbjuden", "Invited"),
    "account_disabled": Text("Avstängt", "Disabled"),
    "last_seen": Text("Senast inne", "Last seen"),
    "never": Text("aldrig", "never"),
    "invite": Text("Bjud in", "Invite"),
    "invite_title": Text("Bjud in någon", "Invite somebody"),
    "invite_why": Text(
        "Du får en länk att ge personen. Den gäller en gång, i tre dagar.",
        "You get a link to give them. It counts once, for three days.",
    ),
    "link_title": Text("En länk för {name}", "A link for {name}"),
    "link_why": Text(
        "Ge länken på ett säkert sätt. Den visas bara nu, gäller en gång och till {at}.",
        "Give the link in a safe way. It is shown only now, counts once and until {at}.",
    ),
    "edit": Text("Ändra", "Change"),
    "edit_of": Text("Ändra {name}", "Change {name}"),
    "set_role": Text("Byt roll", "Change the role"),
    "new_link": Text("Ge en ny länk", "Give a new link"),
    "new_link_why": Text(
        "När länken används väljs lösenord och telefon på nytt; det gamla slutar gälla då.",
        "When the link is used password and phone are chosen anew; the old ones stop counting "
        "then.",
    ),
    "disable": Text("Stäng av", "Disable"),
    "disable_why": Text(
        "Personen loggas ut och kommer inte in. Allt de har gjort står kvar i loggen.",
        "They are logged out and cannot get in. All they did stays in the log.",
    ),
    "enable": Text("Öppna igen", "Enable again"),
    "own_account": Text(
        "Ditt eget konto ändras av någon annan administratör. Inget är ändrat.",
        "Your own account is changed by another administrator. Nothing has changed.",
    ),
    "last_administrator": Text(
        "Det är den sista administratören som kan logga in. Gör en till först. Inget är ändrat.",
        "That is the last administrator who can log in. Make another first. Nothing has changed.",
    ),
    "bad_login": Text(
        "Användarnamnet ska vara 2–64 tecken: bokstäver, siffror och . - _ @ +.",
        "The user name is to be 2–64 characters: letters, digits and . - _ @ +.",
    ),
    "login_taken": Text("Det användarnamnet finns redan.", "That user name exists already."),
    "unknown": Text("Det kontot finns inte längre.", "That account is no longer there."),
    "change_password": Text("Byt lösenord", "Change the password"),
    "change_password_why": Text(
        "Du loggas ut överallt och loggar in med det nya.",
        "You are logged out everywhere and log in with the new one.",
    ),
    "present_password": Text("Nuvarande lösenord", "Present password"),
    "recovery": Text("Reservkoder", "Recovery codes"),
    "recovery_left": Text("{n} kvar av 10", "{n} of 10 left"),
    "recovery_new": Text("Gör nya koder", "Make new codes"),
    "recovery_why": Text(
        "De gamla slutar gälla när du gör nya.", "The old ones stop counting when you make new."
    ),
    "sessions": Text("Inloggade webbläsare", "Browsers logged in"),
    "session_this": Text("den här", "this one"),
    "session_since": Text("sedan {at}, senast {seen}", "since {at}, last {seen}"),
    "session_end": Text("Logga ut den", "Log it out"),
    "settings": Text("Inställningar", "Settings"),
    "settings_context": Text("Ditt konto och noden", "Your account and the node"),
    "region": Text("Regionen", "The region"),
    "region_name": Text("Regionens namn", "The region's name"),
    "region_why": Text(
        "Namnet står överst på sidorna; målen visas i översikten.",
        "The name stands at the top of the pages; the targets are shown in the overview.",
    ),
    "regions": Text("Testcentrens region", "The test centres' region"),
    "regions_why": Text(
        "Med två eller fler går det att välja region i översikten.",
        "With two or more the overview can be filtered by region.",
    ),
    "target_people": Text("Antal personer", "People"),
    "target_day": Text("Senast", "By"),
    "target_note": Text("Anteckning, t.ex. projekt", "Note, such as a project"),
    "target_row": Text("Mål {n}", "Target {n}"),
    "target_wrong": Text(
        "Ett mål behöver både antal (1–100 000) och dag. Inget är ändrat.",
        "A target needs both a number (1–100 000) and a day. Nothing has changed.",
    ),
    "no_targets": Text("Inga mål är satta.", "No targets are set."),
    "target_line": Text("{n} personer senast {day}", "{n} people by {day}"),
    "log": Text("Logg", "Log"),
    "log_context": Text("Vem som har gjort vad vid noden", "Who has done what at the node"),
    "log_whole": Text("Loggen är hel: {n} rader", "The log is whole: {n} lines"),
    "log_newest_whole": Text(
        "De {n} senaste av {all} rader är hela", "The newest {n} of {all} lines are whole"
    ),
    "log_check": Text("Pröva hela loggen", "Prove the whole log"),
    "log_damaged": Text("Ändrad eller avkortad från rad {n}", "Changed or cut from line {n}"),
    "log_when": Text("När", "When"),
    "log_who": Text("Vem", "Who"),
    "log_act": Text("Vad", "What"),
    "log_subject": Text("Om", "About"),
    "log_from": Text("Från", "From"),
    "log_to": Text("Till", "To"),
    "log_find": Text("Sök i vem och om", "Find in who and about"),
    "log_found": Text("{n} rader", "{n} lines"),
    "log_none": Text("Ingen rad passar. Rensa filtren.", "No line fits. Clear the filters."),
    "log_file": Text("Hämta som CSV", "Get as CSV"),
    "log_key_used": Text("öppnade med åtkomstnyckeln", "opened with the access key"),
    "log_log_in": Text("loggade in", "logged in"),
    "log_log_in_recovery": Text("loggade in med reservkod", "logged in with a recovery code"),
    "log_refused": Text("fel lösenord eller kod", "wrong password or code"),
    "log_log_out": Text("loggade ut", "logged out"),
    "log_account_made": Text("gjorde konto", "made an account"),
    "log_link_given": Text("gav länk", "gave a link"),
    "log_link_used": Text("valde lösenord med länk", "chose a password by a link"),
    "log_factor_set": Text("kopplade telefon", "linked a phone"),
    "log_codes_made": Text("gjorde reservkoder", "made recovery codes"),
    "log_password_changed": Text("bytte lösenord", "changed the password"),
    "log_role_set": Text("bytte roll", "changed a role"),
    "log_disabled": Text("stängde av konto", "disabled an account"),
    "log_enabled": Text("öppnade konto", "enabled an account"),
    "log_session_ended": Text("loggade ut en webbläsare", "logged a browser out"),
    "log_settings_saved": Text("ändrade inställningar", "changed the settings"),
    "log_log_exported": Text("hämtade loggen", "exported the log"),
    "log_export_made": Text("gjorde export", "made an export"),
    "done_log_out": Text("Du är utloggad.", "You are logged out."),
    "done_password": Text(
        "Lösenordet är bytt. Logga in med det nya.", "The password is changed. Log in with it."
    ),
    "done_role": Text("Rollen är bytt.", "The role is changed."),
    "done_disabled": Text("Kontot är avstängt.", "The account is disabled."),
    "done_enabled": Text("Kontot är öppet igen.", "The account is enabled again."),
    "done_session": Text("Webbläsaren är utloggad.", "The browser is logged out."),
    "done_settings": Text("Inställningarna är sparade.", "The settings are saved."),
}
