"""The answer about a certificate, in words."""

from app.domain.certificate import CertificateKind
from app.domain.text import Text
from app.seal.codes import Code
from app.seal.verifying import Answer

ANSWERS = {
    Answer.VALID: Text("Äkta och gäller", "Genuine and in force"),
    Answer.GENUINE_STATUS_UNCERTAIN: Text(
        "Äkta, men om det gäller i dag är osäkert", "Genuine, but whether in force is uncertain"
    ),
    Answer.SUSPENDED: Text("Äkta, men tillfälligt stoppat", "Genuine, but suspended for now"),
    Answer.REVOKED: Text("Återkallat: gäller inte", "Revoked: not in force"),
    Answer.REPLACED: Text("Ersatt av ett nyare bevis", "Replaced by a newer certificate"),
    Answer.EXPIRED: Text("Äkta, men giltighetstiden är slut", "Genuine, but expired"),
    Answer.NOT_ACCREDITED: Text(
        "Utfärdaren var inte behörig: gäller inte", "The issuer was not accredited: not in force"
    ),
    Answer.PRACTICE: Text(
        "Övningsutskrift: gäller aldrig", "Practice print: never a certificate in force"
    ),
    Answer.UNKNOWN_ISSUER: Text(
        "Okänd utfärdare: går inte att bedöma här", "Unknown issuer: cannot be judged here"
    ),
    Answer.NOT_GENUINE: Text("Inte äkta", "Not genuine"),
}

CODES = {
    Code.W_NO_STATUS: Text("Ingen statuslista finns här.", "No status list is held here."),
    Code.W_STATUS_STALE: Text(
        "Statuslistan är äldre än den borde vara.", "The status list is older than it should be."
    ),
    Code.W_STATUS_EXPIRED: Text(
        "Statuslistan är för gammal för att lita på.", "The status list is too old to rely on."
    ),
    Code.W_KEY_NOT_LISTED: Text(
        "Sigillet finns inte på statuslistan än.", "The seal is not on the status list yet."
    ),
    Code.E_ACC_DATE: Text(
        "Utfärdat utanför ackrediteringens tid.", "Issued outside the accreditation's days."
    ),
    Code.E_ACC_ROLE: Text(
        "Ackrediteringen omfattar inte profilen.", "The accreditation does not cover the profile."
    ),
    Code.E_ACC_WITHDRAWN: Text("Sigillet är indraget.", "The seal has been withdrawn."),
    Code.E_KEY_COMPROMISED: Text(
        "Sigillet är spärrat som stulet.", "The seal is blocked as stolen."
    ),
    Code.E_UNKNOWN_KEY: Text(
        "Ingen myndighet som litas på här har ackrediterat utfärdaren. Ange --trust.",
        "No authority trusted here has accredited the issuer. Name one with --trust.",
    ),
    Code.E_TEXT: Text("Koden är inte ett bevis.", "The code is not a certificate."),
    Code.E_SIGNATURE: Text(
        "Underskriften stämmer inte: innehållet är ändrat.",
        "The signature does not hold: the content has been changed.",
    ),
    Code.E_FUTURE: Text("Utfärdandedagen ligger framåt.", "The day of issue lies ahead."),
}

KINDS = {
    CertificateKind.FULL: Text("Kompetensbevis", "Certificate"),
    CertificateKind.PARTIAL: Text("Delbevis", "Partial certificate"),
    CertificateKind.STATEMENT: Text("Intyg", "Statement"),
}

FACTS = {
    "number": Text("Bevisnummer", "Number"),
    "name": Text("Namn", "Name"),
    "birth_date": Text("Född", "Born"),
    "profile": Text("Profil", "Profile"),
    "kind": Text("Slag", "Kind"),
    "levels": Text("Nivåer", "Levels"),
    "issued": Text("Utfärdat", "Issued"),
    "valid_to": Text("Gäller till", "Valid to"),
    "centre": Text("Testcenter", "Test centre"),
    "assessor": Text("Bedömare", "Assessor"),
    "status_date": Text("Status per", "Status as of"),
    "trust_date": Text("Utfärdare per", "Issuers as of"),
}
