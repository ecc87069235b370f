"""The words of review, of accreditations and seals, and of what waits."""

from app.domain.text import Text

WORDS = {
    "need_conflicts": Text("{n} konflikter att lösa", "{n} conflicts to settle"),
    "need_conflicts_1": Text("En konflikt att lösa", "One conflict to settle"),
    "need_reconsideration_1": Text("En omprövning pågår", "One reconsideration under way"),
    "need_appeal_1": Text("Ett överklagande pågår", "One appeal under way"),
    "need_complaint_1": Text("Ett klagomål att besvara", "One complaint to answer"),
    "need_deviation_1": Text("En avvikelse att åtgärda", "One deviation to remedy"),
    "need_decided_1": Text("Ett beslut utan bevis", "One decision without a certificate"),
    "need_requested_1": Text("En väntar på ackreditering", "One awaits accreditation"),
    "need_held_1": Text("En post sparad men inte visad", "One record kept but not shown"),
    "need_month_again_1": Text("En månad måste skickas om", "One month must be sent again"),
    "need_month_late_1": Text("En månad är försenad", "One month is late"),
    "need_shared": Text("{n} bevis delar plats i listan", "{n} certificates share a place"),
    "need_reconsideration": Text("{n} omprövningar pågår", "{n} reconsiderations under way"),
    "need_appeal": Text("{n} överklaganden pågår", "{n} appeals under way"),
    "need_complaint": Text("{n} klagomål att besvara", "{n} complaints to answer"),
    "need_deviation": Text("{n} avvikelser att åtgärda", "{n} deviations to remedy"),
    "need_decided": Text("{n} beslut utan bevis", "{n} decisions without a certificate"),
    "need_requested": Text("{n} väntar på ackreditering", "{n} await accreditation"),
    "need_expiring": Text("Behörighet går ut", "An accreditation ends"),
    "need_centre": Text("Förnya testcenter", "Renew a test centre"),
    "need_stale": Text("Dator har inte synkat", "A laptop has not synced"),
    "need_held": Text("{n} poster sparade men inte visade", "{n} records kept but not shown"),
    "review": Text("Granskning", "Review"),
    "review_context": Text(
        "Det som väntar på någon vid noden", "What waits for somebody at the node"
    ),
    "review_needs": Text("Behöver din hjälp", "Needs your help"),
    "review_nothing": Text("Ingenting väntar. Allt går ihop.", "Nothing waits. Everything agrees."),
    "review_conflicts": Text("Konflikter", "Conflicts"),
    "review_conflicts_why": Text(
        "Två datorer säger olika. Båda versionerna är kvar tills någon avgör.",
        "Two laptops say different things. Both versions stay until somebody settles it.",
    ),
    "no_conflicts": Text("Inga konflikter.", "No conflicts."),
    "conflict_certificates": Text("Två bevis för samma person", "Two certificates for one person"),
    "conflict_person": Text("Två rättelser av samma person", "Two corrections of one person"),
    "conflict_fork": Text("En logg på två datorer", "One log on two laptops"),
    "conflict_context": Text(
        "Upptäckt {at}. Bägge testcenter har fått veta det.",
        "Found {at}. Both test centres have been told.",
    ),
    "settle": Text("Avgör", "Settle"),
    "settle_why": Text(
        "Det du väljer gäller i listan från nu. Det som inte gäller återkallas för gott.",
        "What you choose counts in the list from now. What does not count is revoked for good.",
    ),
    "settle_fork_why": Text(
        "Båda loggarna står kvar. Se till att bara en av datorerna används.",
        "Both logs stay. See to it that only one of the laptops is used.",
    ),
    "version_first": Text("Version 1", "Version 1"),
    "version_second": Text("Version 2", "Version 2"),
    "fact": Text("Uppgift", "Fact"),
    "fact_assessor": Text("Bedömare", "Assessor"),
    "fact_centre": Text("Testcenter", "Test centre"),
    "fact_at": Text("När", "When"),
    "fact_birth_date": Text("Född", "Born"),
    "fact_employer": Text("Företag", "Company"),
    "fact_differs": Text("skiljer", "differs"),
    "keep_legend": Text("Vad ska gälla?", "Which is to count?"),
    "keep_first": Text("Version 1 gäller", "Version 1 counts"),
    "keep_second": Text("Version 2 gäller", "Version 2 counts"),
    "keep_both": Text("Båda står kvar", "Both stand"),
    "keep_neither": Text("Ingen av dem gäller", "Neither counts"),
    "keep_over": Text(
        "Inget kvar att välja: en version upphörde av sig själv",
        "Nothing left to choose: one version ended by itself",
    ),
    "keep_fields": Text("Valt uppgift för uppgift", "Chosen fact by fact"),
    "field_name": Text("Namn", "Name"),
    "field_birth_date": Text("Födelsedatum", "Birth date"),
    "field_employer": Text("Företag", "Company"),
    "field_is_protected": Text("Skyddade uppgifter", "Protected"),
    "reason_field": Text("Skäl (minst {n} tecken)", "Reason (at least {n} characters)"),
    "reason_short": Text(
        "Skriv ett skäl på minst 10 tecken: den som berörs får läsa det. Inget är ändrat.",
        "Write a reason of at least 10 characters: those concerned read it. Nothing has changed.",
    ),
    "settled_before": Text(
        "Någon hann före: konflikten är redan avgjord. Inget är ändrat.",
        "Somebody was first: the conflict is settled already. Nothing has changed.",
    ),
    "choice_missing": Text(
        "Välj vad som ska gälla för varje uppgift. Inget är ändrat.",
        "Choose which is to count for each fact. Nothing has changed.",
    ),
    "settled_so": Text("Avgjord: {how}", "Settled: {how}"),
    "settled_by": Text("av {by}", "by {by}"),
    "reviewer_settles": Text(
        "En granskare eller samordnare avgör.", "A reviewer or coordinator settles it."
    ),
    "review_shared": Text("Bevis som delar plats i listan", "Certificates that share a place"),
    "review_shared_why": Text(
        "Två kopior av en dator gav dem samma plats. Bedömaren ersätter vart och ett med ett nytt.",
        "Two copies of a laptop gave them one place. The assessor replaces each with a new one.",
    ),
    "review_disputes": Text("Omprövat, överklagat, anmält", "Contested and reported"),
    "review_disputes_why": Text(
        "Avgörs vid testcentret av någon som inte tog del i beslutet.",
        "Settled at the test centre by somebody who took no part in the decision.",
    ),
    "dispute_number": Text("Nummer", "Number"),
    "one_reconsideration": Text("Omprövning", "Reconsideration"),
    "one_appeal": Text("Överklagande", "Appeal"),
    "one_complaint": Text("Klagomål", "Complaint"),
    "one_deviation": Text("Avvikelse", "Deviation"),
    "dispute_filed": Text("Inkom", "Filed"),
    "dispute_deadline": Text("Svar senast", "Answer by"),
    "dispute_late": Text("Försenat", "Late"),
    "kind_of": Text("Slag", "Kind"),
    "review_decided": Text("Beslut som väntar på bevis", "Decisions that await a certificate"),
    "review_decided_why": Text(
        "Beslutade vid ett testcenter, men inget bevis har kommit.",
        "Decided at a test centre, but no certificate has come.",
    ),
    "review_held": Text("Sparat men inte visat", "Kept but not shown"),
    "review_held_why": Text(
        "Ingenting är borta. Varje post visas så snart hindret är ur vägen.",
        "Nothing is lost. Each record is shown as soon as what hinders it is out of the way.",
    ),
    "held_why": Text("Varför", "Why"),
    "held_count": Text("Poster", "Records"),
    "held_since": Text("Sedan", "Since"),
    "held_unknown_certificate": Text(
        "Beviset det gäller har inte kommit ännu", "The certificate it is about has not come yet"
    ),
    "held_unknown_protocol": Text(
        "Protokollets version är inte publicerad", "The protocol's version is not published"
    ),
    "held_unknown_conflict": Text(
        "Konflikten det svarar på är inte upptäckt här",
        "The conflict it answers is not found here",
    ),
    "held_unknown_type": Text(
        "Slaget hör till en nyare version: uppgradera noden",
        "The kind belongs to a newer version: upgrade the node",
    ),
    "held_awaiting_blobs": Text("Väntar på sina foton", "Waits for its photos"),
    "held_no_payload": Text("Innehållet har inte kommit", "The content has not come"),
    "held_unreadable_payload": Text("Innehållet går inte att läsa", "The content cannot be read"),
    "held_certificate_differs": Text(
        "Beviset säger annat än det som undertecknades",
        "The certificate says other than what was signed",
    ),
    "held_practice": Text("Övning: räknas inte", "Practice: does not count"),
    "held_conflict": Text("Går emot en annan post", "Goes against another record"),
    "held_settled_before": Text("Konflikten var redan avgjord", "The conflict was settled before"),
    "held_not_entitled": Text(
        "Avsändaren fick inte avgöra detta", "The sender was not the one to settle this"
    ),
    "held_not_possible": Text("Svaret går inte att följa", "The answer cannot be followed"),
    "held_other": Text("Annat hinder: {reason}", "Something else: {reason}"),
    "seals": Text("Behörighet", "Authorities"),
    "seals_context": Text(
        "Vem som får bedöma vad, till när, och vad som väntar",
        "Who may assess what, until when, and what waits",
    ),
    "seals_find": Text("Sök namn eller profil", "Find a name or profile"),
    "seals_list": Text("Bedömare och plomber", "Assessors and seals"),
    "seals_none": Text(
        "Ingen passar. Rensa filtren, eller bjud in den första med “python3 -m app.node invite”.",
        "Nobody fits. Clear the filters, or invite the first with “python3 -m app.node invite”.",
    ),
    "seal_number": Text("Nr", "No"),
    "seal_days": Text("Gäller", "Counts"),
    "seal_synced": Text("Senast synkad", "Last synced"),
    "seal_soon": Text("går snart ut", "ends soon"),
    "seal_stale": Text("länge sedan", "long ago"),
    "seal_key": Text("Plombens id", "Key id of the seal"),
    "seal_enrolled": Text("Inskriven", "Enrolled"),
    "seal_since": Text("Sedan", "Since"),
    "asked_title": Text("Väntar på den ackrediterande", "Awaits the authority"),
    "asked_nothing": Text(
        "Ingenting väntar. Nya och de som går ut inom 45 dagar visas här.",
        "Nothing waits. New ones, and those that end within 45 days, are shown here.",
    ),
    "asked_here": Text(
        "Noden har regionens nyckel: godkänn skriver under allt i listan.",
        "The node holds the region's key: approving signs all of the list.",
    ),
    "asked_elsewhere": Text(
        "Nyckeln förvaras på annat håll. Hämta filen, ta den till den ackrediterande och klistra "
        "in svaret.",
        "The key is kept elsewhere. Get the file, take it to the authority and paste the answer.",
    ),
    "approve": Text("Godkänn alla {n}", "Approve all {n}"),
    "asked_wrong": Text(
        "Något i listan går inte att skriva under, som ett mycket långt namn. Inget är ändrat.",
        "Something of the list cannot be signed, such as a very long name. Nothing has changed.",
    ),
    "requests_get": Text("Hämta filen att signera", "Get the file to sign"),
    "answers_field": Text("Svarsfilens text", "The answer file's text"),
    "answers_take": Text("Ta emot svaret", "Take the answer"),
    "not_answers": Text(
        "Det är inte en svarsfil, eller bara en del av en. Inget är ändrat. Klistra in hela.",
        "That is no answer file, or only part of one. Nothing has changed. Paste all of it.",
    ),
    "not_our_authority": Text(
        "Svaret är inte undertecknat av regionens ackrediterande, eller gäller en annan nod. "
        "Inget är ändrat.",
        "The answer is not signed by the region's authority, or is for another node. Nothing has "
        "changed.",
    ),
    "no_authority": Text(
        "Noden har inte regionens nyckel. Hämta filen och ta emot svaret i stället. Inget är "
        "ändrat.",
        "The node does not hold the region's key. Get the file and take the answer instead. "
        "Nothing has changed.",
    ),
    "order_title": Text("Ändra behörigheten", "Change the authority"),
    "order_state": Text("Vad ska gälla?", "What is to count?"),
    "order_withdrawn": Text("Dra in", "Withdraw"),
    "order_withdrawn_why": Text(
        "Det som undertecknats före dagen står kvar", "What was signed before the day stands"
    ),
    "order_compromised": Text("Spärra", "Block"),
    "order_compromised_why": Text(
        "Stulen dator: bara det noden redan har gäller",
        "Stolen laptop: only what the node had before counts",
    ),
    "order_active": Text("Låt gälla igen", "Let it count again"),
    "order_active_why": Text("Var det ett misstag", "If it was a mistake"),
    "order_day": Text("Från och med", "From"),
    "order_reason_field": Text("Skäl, skrivs i loggen", "Reason, written in the log"),
    "order_since": Text(
        "Välj en dag som finns. Inget är ändrat.", "Choose a day there is. Nothing has changed."
    ),
    "order_reason": Text(
        "Skriv ett skäl på 5–200 tecken. Inget är ändrat.",
        "Write a reason of 5–200 characters. Nothing has changed.",
    ),
    "order_not_possible": Text(
        "Så är det redan, eller så finns plomben inte kvar. Inget är ändrat.",
        "It is so already, or the seal is gone. Nothing has changed.",
    ),
    "order_elsewhere": Text(
        "Nyckeln förvaras på annat håll. Den ackrediterande kör det här och du klistrar in svaret "
        "på sidan Behörighet:",
        "The key is kept elsewhere. The authority runs this, and you paste the answer on the page "
        "Authorities:",
    ),
    "order_do": Text("Ändra", "Change"),
    "centres_title": Text("Testcenter", "Test centres"),
    "centres_none": Text("Inget testcenter har något godkännande.", "No test centre is approved."),
    "centre_sites": Text("Platser", "Sites"),
    "centre_everywhere": Text("överallt", "everywhere"),
    "centre_last": Text("Gäller till", "Counts until"),
    "centre_state": Text("Godkänn ett testcenter", "Approve a test centre"),
    "centre_profiles": Text("Profiler, med komma emellan", "Profiles, with commas between"),
    "centre_sites_field": Text("Platser, en på varje rad (tomt: överallt)", "Sites, one a line"),
    "centre_wrong": Text(
        "Ett testcenter behöver namn och minst en profil, som CNC-1. Inget är ändrat.",
        "A test centre needs a name and at least one profile, such as CNC-1. Nothing has changed.",
    ),
    "log_conflict_settled": Text("avgjorde konflikt", "settled a conflict"),
    "log_seal_approved": Text("ackrediterade", "accredited"),
    "log_centre_stated": Text("godkände testcenter", "approved a test centre"),
    "log_requests_made": Text("hämtade begäran", "got the requests"),
    "log_answers_taken": Text("tog emot svar", "took the answers"),
    "log_seal_withdrawn": Text("drog in plomb", "withdrew a seal"),
    "log_seal_compromised": Text("spärrade plomb", "blocked a seal"),
    "log_seal_active": Text("lät plomb gälla igen", "let a seal count again"),
    "done_settled": Text(
        "Konflikten är avgjord. De som berörs får veta det.",
        "The conflict is settled. Those concerned are told.",
    ),
    "done_approved": Text(
        "Godkänt. Datorerna får det när de synkar.", "Approved. Laptops get it when they sync."
    ),
    "done_answers": Text("Svaret är mottaget.", "The answer is taken."),
    "done_seal_withdrawn": Text("Plomben är indragen.", "The seal is withdrawn."),
    "done_seal_compromised": Text("Plomben är spärrad.", "The seal is blocked."),
    "done_seal_active": Text("Plomben gäller igen.", "The seal counts again."),
    "done_centre": Text("Testcentret är godkänt.", "The test centre is approved."),
}
