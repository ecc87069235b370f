"""The words of the node's exports in both languages: names of tables, heads, cells."""

from collections.abc import Mapping

from app.domain.certificate import AreaOutcome
from app.domain.text import Text

NAMES: Mapping[str, Text] = {
    "cases": Text("Ärenden", "Cases"),
    "certificates": Text("Bevis", "Certificates"),
    "nameless": Text("Personer utan namn", "People without names"),
    "ages": Text("Ålder", "Ages"),
    "genders": Text("Kön och ålder", "Gender and age"),
    "areas": Text("Resultat per område", "Results per area"),
    "companies": Text("Företag", "Companies"),
    "registers": Text("Register", "Registers"),
    "computers": Text("Datorer och synk", "Computers and sync"),
    "items": Text("Frågornas statistik", "Statistics of items"),
    "workload": Text("Bedömarnas arbete", "Work of the assessors"),
    "accreditations": Text("Ackrediteringar som går ut", "Accreditations that end"),
    "equipment": Text("Maskiner och mätdon", "Machines and gauges"),
    "deviations": Text("Avvikelser", "Deviations"),
    "agreement": Text("Samstämmighet mellan bedömare", "Agreement between assessors"),
}
HEADS: Mapping[str, Text] = {
    "case": Text("Ärende", "Case"),
    "name": Text("Namn", "Name"),
    "profile": Text("Profil", "Profile"),
    "role": Text("Yrkesroll", "Role"),
    "centre": Text("Testcenter", "Test centre"),
    "company": Text("Företag", "Company"),
    "company_id": Text("Företagets id", "Company id"),
    "organisation_number": Text("Organisationsnummer", "Organisation number"),
    "state": Text("Läge", "State"),
    "outcome": Text("Resultat", "Result"),
    "opened": Text("Upprättat", "Opened"),
    "booked": Text("Bokat", "Booked"),
    "first": Text("Påbörjat", "Begun"),
    "assessed": Text("Bedömt", "Assessed"),
    "decided": Text("Beslutat", "Decided"),
    "certified": Text("Bevis", "Certified"),
    "ended": Text("Avslutat", "Ended"),
    "number": Text("Bevisnummer", "Certificate number"),
    "kind": Text("Slag", "Kind"),
    "assessor": Text("Bedömare", "Assessor"),
    "assessor_number": Text("Bedömarnummer", "Assessor number"),
    "issued": Text("Utfärdat", "Issued"),
    "valid_to": Text("Gäller till", "Valid to"),
    "reason": Text("Skäl", "Reason"),
    "age": Text("Ålder", "Age"),
    "gender": Text("Juridiskt kön", "Legal gender"),
    "age_unknown": Text("Okänd ålder", "Age unknown"),
    "month": Text("Månad", "Month"),
    "sittings": Text("Provtillfällen", "Sittings"),
    "hours": Text("Timmar", "Hours"),
    "certificates": Text("Utfärdade bevis", "Certificates issued"),
    "days_left": Text("Dagar kvar", "Days left"),
    "equipment_kind": Text("Slag", "Kind"),
    "equipment_name": Text("Maskin eller mätdon", "Machine or gauge"),
    "last_used": Text("Användes senast", "Last used"),
    "cases": Text("Ärenden", "Cases"),
    "with_certificate": Text("Med bevis", "With certificate"),
    "lost": Text("Kom inte eller avbokade", "No-shows and cancelled"),
    "area": Text("Område", "Area"),
    "area_name": Text("Områdets namn", "Name of area"),
    "assessed_count": Text("Bedömda", "Assessed"),
    "shown": Text("Visat", "Shown"),
    "permille": Text("Andel (promille)", "Share (permille)"),
    "low": Text("Minst (95 %)", "At least (95 %)"),
    "high": Text("Högst (95 %)", "At most (95 %)"),
    "register": Text("Register", "Register"),
    "number_of_entry": Text("Nummer", "Number"),
    "filed": Text("Inkom", "Filed"),
    "deadline": Text("Svar senast", "Due"),
    "outcome_of_entry": Text("Utfall", "Outcome"),
    "accredited_to": Text("Ackrediterad till", "Accredited to"),
    "records": Text("Poster", "Records"),
    "last_sent": Text("Skickade senast", "Last sent"),
    "silent_days": Text("Dagar sedan", "Days since"),
    "missing_records": Text("Poster som saknas", "Records missing"),
}
AGES: Mapping[str, Text] = {
    "unknown": Text("Okänd", "Unknown"),
    "under_25": Text("Under 25", "Under 25"),
    "under_35": Text("25–34", "25–34"),
    "under_45": Text("35–44", "35–44"),
    "under_55": Text("45–54", "45–54"),
    "over": Text("55 och över", "55 and over"),
    "rest": Text("Alla grupper under fem", "All groups under five"),
}
GENDERS: Mapping[str, Text] = {
    "woman": Text("Kvinnor", "Women"),
    "man": Text("Män", "Men"),
    "unknown": Text("Okänt eller inte angivet", "Unknown or not told"),
}
ONE_GENDER: Mapping[str, Text] = {
    "woman": Text("Kvinna", "Woman"),
    "man": Text("Man", "Man"),
}
SEAL_STATES: Mapping[str, Text] = {
    "requested": Text("Väntar på ackreditering", "Awaiting accreditation"),
    "active": Text("Ackrediterad", "Accredited"),
    "withdrawn": Text("Indragen", "Withdrawn"),
    "compromised": Text("Spärrad", "Blocked"),
}
OUTCOMES = frozenset((AreaOutcome.SHOWN, AreaOutcome.NOT_YET, AreaOutcome.SAFETY))
"""The outcomes of an area that was assessed."""
