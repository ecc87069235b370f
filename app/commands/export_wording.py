"""The words of a checked export on the command line."""

from app.domain.text import Text
from app.reports.export_check import ExportAnswer

ANSWERS = {
    ExportAnswer.WHOLE: Text(
        "Hel: filen är som när den skrevs, och underskriften håller.",
        "Whole: the file is as it was written, and the signature holds.",
    ),
    ExportAnswer.CHANGED: Text(
        "Ändrad: filen är inte den som följebladet talar om.",
        "Changed: the file is not the one its manifest speaks of.",
    ),
    ExportAnswer.MANIFEST_CHANGED: Text(
        "Ändrad: följebladet är inte det som skrevs under.",
        "Changed: the manifest is not the one that was signed.",
    ),
    ExportAnswer.UNKNOWN_SIGNER: Text(
        "Okänd undertecknare: filen stämmer med följebladet, men ingen rot står bakom namnet.",
        "Unknown signer: the file matches its manifest, but no root stands behind the name.",
    ),
    ExportAnswer.UNSIGNED: Text(
        "Inte undertecknad: filen stämmer med följebladet, men vem som helst kan ha skrivit båda.",
        "Not signed: the file matches its manifest, but anybody may have written both.",
    ),
}
FACTS = {
    "kind": Text("Innehåll", "Content"),
    "rows": Text("Rader", "Rows"),
    "filters": Text("Urval", "Narrowed by"),
    "written": Text("Skriven", "Written"),
    "by": Text("Av", "By"),
    "signer": Text("Undertecknad av", "Signed by"),
    "sha256": Text("SHA-256", "SHA-256"),
}

EXPORT_SENTENCES = {
    "UnknownCase": Text(
        "Det finns inget sådant ärende: {case_id}. Ta id:t ur stickprovet.",
        "There is no such case: {case_id}. Take the id from the sample.",
    ),
    "NoManifest": Text(
        "{name}: följebladet saknas bredvid filen, eller går inte att läsa.",
        "{name}: the manifest is not beside the file, or cannot be read.",
    ),
    "ExportUnread": Text("{name} kan inte läsas: {reason}", "{name} cannot be read: {reason}"),
    "TooManyRows": Text(
        "Ett kalkylblad rymmer {most} rader. Välj CSV eller Parquet.",
        "A sheet holds {most} rows. Choose CSV or Parquet.",
    ),
}
