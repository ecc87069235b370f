"""The words of the funding pages in both languages."""

from app.domain.text import Text

WORDS = {
    "funding": Text("Deltagande och månader", "Participation and months"),
    "funding_context": Text(
        "Projekt som betalar för deltagande, och månaderna som redovisas",
        "Projects that pay for participation, and the months that are reported",
    ),
    "funding_none": Text(
        "Inget projekt finns. När ett är upplagt får deskarna veta det vid nästa synk, och kan "
        "skriva vilka som deltar.",
        "There is no project. Once one is made its desks are told when they sync, and can write "
        "who takes part.",
    ),
    "project": Text("Projekt", "Project"),
    "project_new": Text("Nytt projekt", "New project"),
    "project_change": Text("Ändra projektet", "Change the project"),
    "project_keep": Text("Spara projektet", "Keep the project"),
    "project_name": Text("Namn", "Name"),
    "project_number": Text("Diarienummer", "Registry number"),
    "project_owner": Text("Projektägare", "Project owner"),
    "project_first": Text("Första dagen", "First day"),
    "project_last": Text("Sista dagen", "Last day"),
    "project_days": Text("Pågår", "Lasts"),
    "project_statuses": Text("Vilka som får delta", "Who may take part"),
    "project_targets": Text("Mål, ett per rad", "Targets, one a line"),
    "project_targets_how": Text(
        "Antal personer och dag, till exempel 600 2026-12-31",
        "A number of people and a day, such as 600 2026-12-31",
    ),
    "project_logo": Text("Logotyp på närvarointyg", "Logo on attendance papers"),
    "project_logo_set": Text("Är satt", "Is set"),
    "project_logo_none": Text(
        "Ingen. Den som sköter noden sätter en med kommandot project logo.",
        "None. Whoever runs the node sets one with the command project logo.",
    ),
    "project_target": Text("{n} av {people} till {day}", "{n} of {people} by {day}"),
    "project_people": Text("{n} har deltagit", "{n} have taken part"),
    "project_bad_name": Text("Namnet kan inte användas.", "The name cannot be used."),
    "project_bad_number": Text("Numret kan inte användas.", "The number cannot be used."),
    "project_bad_owner": Text("Ägaren kan inte användas.", "The owner cannot be used."),
    "project_bad_first": Text("Första dagen saknas.", "The first day is missing."),
    "project_bad_last": Text(
        "Sista dagen saknas eller är före den första.",
        "The last day is missing or before the first.",
    ),
    "project_bad_targets": Text(
        "Ett mål skrivs som antal och dag, 600 2026-12-31, med ett mål per dag.",
        "A target is a number and a day, 600 2026-12-31, one for each day.",
    ),
    "project_bad_statuses": Text("Välj minst en.", "Choose at least one."),
    "done_project": Text(
        "Sparat. Deskarna får veta det vid nästa synk.", "Kept. The desks are told when they sync."
    ),
    "log_project_made": Text("Lade upp ett projekt", "Made a project"),
    "log_project_changed": Text("Ändrade ett projekt", "Changed a project"),
    "log_month_sent": Text("Sände en månad till finansiären", "Sent a month to the funder"),
    "log_month_file": Text("Hämtade en månads fil", "Fetched a month's file"),
    "employed": Text("Anställd", "Employed"),
    "furloughed": Text("Permitterad", "Furloughed"),
    "under_notice": Text("Varslad", "Under notice"),
    "other": Text("Annan", "Other"),
    "months": Text("Månader", "Months"),
    "months_none": Text(
        "Projektet har inte börjat. Månaderna syns här när de börjar.",
        "The project has not begun. Its months are shown here as they begin.",
    ),
    "month": Text("Månad", "Month"),
    "month_people": Text("Deltagare", "Participants"),
    "month_hours": Text("Timmar", "Hours"),
    "month_due": Text("Senast", "Due"),
    "month_sent_at": Text("Sänd", "Sent"),
    "month_empty": Text("Inga timmar", "No hours"),
    "month_open": Text("Öppen", "Open"),
    "month_sent": Text("Sänd, låst", "Sent, locked"),
    "month_again": Text("Måste skickas om", "Must be sent again"),
    "month_late": Text("försenad", "late"),
    "month_running": Text("Pågår till {day}", "Lasts until {day}"),
    "month_waits": Text(
        "Månader skickas i ordning: en tidigare månad ska gå först.",
        "Months are sent in order: an earlier month goes first.",
    ),
    "month_not_ended": Text(
        "Månaden kan skickas från och med {day}.", "The month can be sent from {day}."
    ),
    "month_changed": Text(
        "Något i månaden har ändrats sedan den skickades.",
        "Something in the month has changed since it was sent.",
    ),
    "since_protected": Text("Skyddad sedan månaden skickades", "Protected since it was sent"),
    "since_open": Text("Inte längre skyddad", "Protected no longer"),
    "since_new": Text("Ny sedan månaden skickades", "New since it was sent"),
    "since_hours": Text("Andra timmar", "Other hours"),
    "since_days": Text("Andra dagar", "Other days"),
    "since_identity": Text("Numret har lämnats på nytt", "The number was told anew"),
    "since_confirmed": Text("Bekräftad sedan dess", "Confirmed since then"),
    "since_unconfirmed": Text("Inte längre bekräftad", "Confirmed no longer"),
    "why_protected": Text(
        "Har fått skyddade personuppgifter och ska stå utan nummer i filen: {n}",
        "Have become protected and are to stand without a number in the file: {n}",
    ),
    "why_open": Text(
        "Har inte längre skyddade personuppgifter och ska stå med sitt nummer: {n}",
        "Are protected no longer and are to stand with their number: {n}",
    ),
    "why_new": Text("Nya med timmar i månaden: {n}", "New with hours in the month: {n}"),
    "why_hours": Text("Har fått andra timmar: {n}", "Have other hours: {n}"),
    "why_days": Text("Har fått andra dagar: {n}", "Have other days: {n}"),
    "why_identity": Text("Numret har lämnats på nytt: {n}", "The number has been told anew: {n}"),
    "why_confirmed": Text(
        "Har bekräftat sina timmar sedan dess: {n}", "Have confirmed their hours since then: {n}"
    ),
    "why_unconfirmed": Text(
        "Timmarna är inte längre bekräftade: {n}", "The hours are confirmed no longer: {n}"
    ),
    "why_gone": Text(
        "Stod i filen men har inga timmar i månaden längre: {n}",
        "Stood in the file but have no hours in the month any more: {n}",
    ),
    "month_cascade": Text(
        "En tidigare månad har ändrats eller skickats om, så den här ska också skickas om.",
        "An earlier month has changed or been sent again, so this one is to go again too.",
    ),
    "month_nothing": Text(
        "Ingen har timmar i månaden. Det finns inget att skicka.",
        "Nobody has hours in the month. There is nothing to send.",
    ),
    "month_locked": Text(
        "Månaden är sänd och låst. Ändras något i efterhand ska den och alla senare månader "
        "skickas om.",
        "The month is sent and locked. If anything changes it and all later months go again.",
    ),
    "month_send": Text("Skicka månaden", "Send the month"),
    "month_send_again": Text("Skicka månaden igen", "Send the month again"),
    "month_send_why": Text(
        "Rader i filen: {n}. Månaden låses, och filen kan hämtas här.",
        "Rows in the file: {n}. The month is locked, and the file is fetched here.",
    ),
    "month_left_out": Text(
        "Rader med timmar som lämnas utanför: {n}. När de är rättade ska månaden skickas om.",
        "Rows with hours that are left out: {n}. Once they are set right the month goes again.",
    ),
    "month_sure": Text("Skicka utan dem", "Send without them"),
    "month_sure_first": Text(
        "Kryssa i att de ska lämnas utanför, eller låt dem rättas först.",
        "Tick that they are to be left out, or have them set right first.",
    ),
    "done_month": Text("Månaden är låst. Hämta filen.", "The month is locked. Fetch the file."),
    "month_file": Text("Filen till finansiären", "The funder's file"),
    "month_file_in": Text("I filen", "In the file"),
    "month_file_rows": Text("Rader: {n}", "Rows: {n}"),
    "month_file_hash": Text("Kontrollsumma (SHA-256)", "Checksum (SHA-256)"),
    "month_file_by": Text("Sänd av", "Sent by"),
    "month_file_left": Text("Lämnade utanför", "Left out"),
    "month_manifest": Text("Manifest", "Manifest"),
    "month_file_gone": Text(
        "Filen kan inte göras likadan längre, eftersom något i månaden har ändrats eller någon "
        "har raderats.",
        "The file can no longer be made the same, since something in the month has changed or "
        "somebody was erased.",
    ),
    "check_list": Text("Checklista", "Check list"),
    "check_who": Text("Deltagare", "Participant"),
    "check_days": Text("Dagar", "Days"),
    "check_state": Text("Rättas", "To set right"),
    "check_by": Text("Av", "By"),
    "check_ready": Text("Klar", "Ready"),
    "check_nobody": Text("Namnlös", "Nameless"),
    "check_only": Text(
        "Visa bara det som ska rättas: {n}", "Show only what is to be set right: {n}"
    ),
    "check_all": Text("Visa alla", "Show all"),
    "check_none": Text("Ingen deltar i månaden.", "Nobody takes part in the month."),
    "check_no_hours": Text("Inga timmar", "No hours"),
    "check_not_by_both": Text("Inte bekräftad av deltagaren", "Not confirmed by the participant"),
    "check_outside": Text("Utanför projektets dagar", "Outside the project's days"),
    "check_too_many": Text("Mer än 24 timmar om dygnet", "More than 24 hours a day"),
    "check_no_number": Text("Personnummer saknas", "No identity number"),
    "check_unreadable": Text(
        "Numret går inte att läsa: låt centret ändra deltagandet",
        "The number cannot be read: have the centre change the participation",
    ),
    "check_elsewhere": Text(
        "Mer än 24 timmar om dygnet med ett annat projekt",
        "More than 24 hours a day with another project",
    ),
    "check_twice": Text("Samma person två gånger", "The same person twice"),
    "check_end_before_start": Text("Slutar före början", "Ends before it begins"),
    "check_status": Text("Projektet tar inte emot ställningen", "Not a standing of the project"),
    "check_erased": Text("Raderad: timmarna räknas namnlöst", "Erased: hours count, nameless"),
    "check_unstated": Text("Deltagandet har inte kommit", "The participation has not come"),
    "mender_centre": Text("testcentret", "the test centre"),
    "mender_coordinator": Text("samordnaren", "the coordinator"),
    "mender_nobody": Text("ingen", "nobody"),
    "need_month_again": Text("{n} månader måste skickas om", "{n} months must be sent again"),
    "need_month_late": Text("{n} månader är försenade", "{n} months are late"),
}
