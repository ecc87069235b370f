"""The words of an export's heads and cells, in both languages."""

from collections.abc import Mapping

from app.domain.case import CaseState
from app.domain.certificate import CertificateKind
from app.domain.disputes import DisputeKind
from app.domain.employment import Employment
from app.domain.text import Text

CASES, CERTIFICATES = Text("Ärenden", "Cases"), Text("Bevis", "Certificates")
PEOPLE = Text("Personer", "People")

HEADS: Mapping[str, Text] = {
    "case": Text("Ärende", "Case"),
    "name": Text("Namn", "Name"),
    "birth_date": Text("Född", "Born"),
    "company": Text("Företag", "Company"),
    "profile": Text("Profil", "Profile"),
    "role": Text("Yrkesroll", "Role"),
    "version": Text("Protokollversion", "Protocol version"),
    "state": Text("Läge", "State"),
    "outcome": Text("Resultat", "Result"),
    "centre": Text("Testcenter", "Test centre"),
    "assessor": Text("Bedömare", "Assessor"),
    "opened": Text("Upprättat", "Opened"),
    "booked": Text("Bokat", "Booked"),
    "decided": Text("Beslutat", "Decided"),
    "certificate": Text("Bevisnummer", "Certificate number"),
    "kind": Text("Slag", "Kind"),
    "issued": Text("Utfärdat", "Issued"),
    "valid_to": Text("Gäller till", "Valid to"),
    "prints": Text("Utskrifter", "Prints"),
    "practice": Text("Prov", "Practice"),
    "person": Text("Person", "Person"),
    "employment": Text("Anställning", "Employment"),
    "registered": Text("Registrerad", "Registered"),
    "cases": Text("Ärenden", "Cases"),
    "certificates": Text("Bevis", "Certificates"),
}

STATES: Mapping[CaseState, Text] = {
    CaseState.REGISTERED: Text("Registrerat", "Registered"),
    CaseState.BOOKED: Text("Bokat", "Booked"),
    CaseState.IDENTIFIED: Text("Identitet kontrollerad", "Identity seen"),
    CaseState.RUNNING: Text("Pågår", "Under way"),
    CaseState.PAUSED: Text("Pausat", "Paused"),
    CaseState.ASSESSED: Text("Bedömt", "Assessed"),
    CaseState.REVIEWED: Text("Granskat", "Reviewed"),
    CaseState.DECIDED: Text("Beslutat", "Decided"),
    CaseState.UNDER_RECONSIDERATION: Text("Omprövas", "Under reconsideration"),
    CaseState.DEBRIEFED: Text("Återkopplat", "Feedback given"),
    CaseState.CERTIFIED: Text("Bevis utfärdat", "Certificate issued"),
    CaseState.CLOSED: Text("Avslutat", "Closed"),
    CaseState.CANCELLED: Text("Avbokat", "Cancelled"),
    CaseState.NO_SHOW: Text("Uteblev", "No show"),
    CaseState.ABORTED: Text("Avbrutet", "Aborted"),
    CaseState.LAPSED: Text("Förfallet", "Lapsed"),
}

KINDS: Mapping[CertificateKind, Text] = {
    CertificateKind.FULL: Text("Kompetensbevis", "Certificate"),
    CertificateKind.PARTIAL: Text("Delbevis", "Partial certificate"),
    CertificateKind.STATEMENT: Text("Intyg", "Statement"),
}

CERTIFICATE_STATES: Mapping[str, Text] = {
    "issued": Text("Gäller", "In force"),
    "suspended": Text("Tillfälligt stoppat", "Suspended"),
    "expired": Text("Utgånget", "Expired"),
    "replaced": Text("Ersatt", "Replaced"),
    "revoked": Text("Återkallat", "Revoked"),
    "voided": Text("Makulerat", "Voided"),
    "not_believed": Text("Godtas inte", "Not accepted"),
}
"""As everybody may be told it on the day of the export."""

EMPLOYMENTS: Mapping[str, Text] = {
    Employment.EMPLOYED: Text("Anställd", "Employed"),
    Employment.FURLOUGHED: Text("Permitterad", "Furloughed"),
    Employment.UNDER_NOTICE: Text("Varslad", "Under notice"),
    Employment.OTHER: Text("Annat", "Other"),
}

CENTRE_NAMES: Mapping[str, Text] = {
    "workload": Text("Bedömarnas arbete", "Assessors' workload"),
    "accreditations": Text("Behörigheter", "Accreditations"),
    "equipment": Text("Maskiner och mätdon", "Machines and gauges"),
}
CENTRE_HEADS: Mapping[str, Text] = {
    "assessor": Text("Bedömare", "Assessor"),
    "number": Text("Bedömarnummer", "Assessor number"),
    "centre": Text("Testcenter", "Test centre"),
    "profiles": Text("Profiler", "Profiles"),
    "state": Text("Läge", "State"),
    "first_day": Text("Från", "From"),
    "last_day": Text("Till", "To"),
    "left": Text("Dagar kvar", "Days left"),
    "cases": Text("Ärenden", "Cases"),
    "sittings": Text("Prov och bedömningar", "Sittings"),
    "minutes": Text("Minuter", "Minutes"),
    "decisions": Text("Beslut", "Decisions"),
    "last": Text("Senast", "Last"),
    "machine": Text("Maskin", "Machine"),
    "gauge": Text("Mätdon", "Gauge"),
    "calibrated_to": Text("Kalibrerat till", "Calibrated to"),
}
SEAL_STATES: Mapping[str, Text] = {
    "active": Text("Gäller", "In force"),
    "withdrawn": Text("Indragen", "Withdrawn"),
}
REGISTERS: Mapping[DisputeKind, Text] = {
    DisputeKind.RECONSIDERATION: Text("Omprövningar", "Reconsiderations"),
    DisputeKind.APPEAL: Text("Överklaganden", "Appeals"),
    DisputeKind.COMPLAINT: Text("Klagomål", "Complaints"),
    DisputeKind.DEVIATION: Text("Avvikelser", "Deviations"),
}
