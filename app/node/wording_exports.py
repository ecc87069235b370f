"""Words of the pages of exports and statistics."""

from app.domain.text import Text

WORDS = {
    "exports": Text("Export", "Exports"),
    "exports_context": Text(
        "Tabeller ur det som har kommit in, som filer med signerat följeblad",
        "Tables of what has arrived, as files with a signed manifest",
    ),
    "export_table": Text("Tabell", "Table"),
    "export_form": Text("Filtyp", "Kind of file"),
    "export_heads": Text("Rubrikernas språk", "Language of the heads"),
    "export_bom": Text("Teckenmärke (BOM) i CSV", "Byte order mark (BOM) in CSV"),
    "export_bom_yes": Text("Ja, som Excel vill ha det", "Yes, as Excel wants it"),
    "export_bom_no": Text("Nej, för program", "No, for programs"),
    "export_separator": Text("Mellan värdena i CSV", "Between the values in CSV"),
    "export_semicolon": Text("Semikolon", "Semicolon"),
    "export_comma": Text("Komma", "Comma"),
    "export_tab": Text("Tabb", "Tab"),
    "export_make": Text("Hämta filen", "Get the file"),
    "export_xlsx": Text("Excel (XLSX)", "Excel (XLSX)"),
    "export_csv": Text("CSV", "CSV"),
    "export_json": Text("JSON med schema", "JSON with a schema"),
    "export_parquet": Text("Parquet", "Parquet"),
    "export_look": Text("Så här börjar filen", "How the file begins"),
    "export_more": Text("Fler rader följer i filen.", "More rows follow in the file."),
    "export_empty": Text(
        "Inga rader i urvalet: filen får bara rubriker.",
        "No rows in the selection: the file has heads alone.",
    ),
    "export_note": Text(
        "Utan identitetsnummer. Skyddade personer står utan namn, och grupper under fem räknas "
        "aldrig för sig. Varje fil loggas med urval, rader och kontrollsumma.",
        "Without identity numbers. Protected people stand without name, and groups under five are "
        "never counted apart. Every file is logged with selection, rows and check sum.",
    ),
    "export_check": Text(
        "Mottagaren kontrollerar filen med följebladet bredvid: i Intyga under Kontrollera, eller "
        "med python3 -m app export check FIL.",
        "Whoever gets the file checks it with the manifest beside it: in Intyga under Check, or "
        "with python3 -m app export check FILE.",
    ),
    "export_made": Text("Gjorda exporter", "Exports made"),
    "export_none": Text("Ingen fil är hämtad än.", "No file has been fetched yet."),
    "export_rows": Text("Rader", "Rows"),
    "export_file": Text("Fil", "File"),
    "export_by": Text("Av", "By"),
    "export_at": Text("Skriven", "Written"),
    "export_sum": Text("Kontrollsumma", "Check sum"),
    "export_manifest": Text("Följeblad", "Manifest"),
    "export_schema": Text("Schema", "Schema"),
    "export_narrowed": Text("Urval", "Narrowed by"),
    "export_refused": Text(
        "Filen kunde inte skrivas: {why}. Välj en annan filtyp eller ett mindre urval.",
        "The file could not be written: {why}. Choose another kind or a smaller selection.",
    ),
    "export_full": Text(
        "Filen kunde inte skrivas: nodens disk är full. Inget är ändrat. "
        "Be den som sköter noden om mer plats och försök igen.",
        "The file could not be written: the node's disk is full. Nothing has changed. "
        "Ask whoever runs the node for more room and try again.",
    ),
    "export_too_many": Text("fler rader än ett kalkylblad rymmer", "more rows than a sheet holds"),
    "statistics": Text("Statistik", "Statistics"),
    "nav_statistics": Text("Statistik", "Statistics"),
    "statistics_context": Text(
        "Frågor, områden och bedömare, utan namn och utan facit",
        "Items, areas and assessors, without names and without keys",
    ),
    "assessors": Text("Bedömarna", "Assessors"),
    "assessors_context": Text(
        "Vad bedömarna gör, till när de får, och hur lika de bedömer",
        "What the assessors do, until when they may, and how alike they rate",
    ),
    "statistics_workload": Text("Arbete per månad", "Work by month"),
    "statistics_workload_note": Text(
        "Provtillfällen som har kommit hit, pauserna borträknade, och bevis efter dagen de "
        "utfärdades. Dagarna väljer provtillfällen och bevis.",
        "Sittings that have come here, pauses left out, and certificates by the day they were "
        "issued. The days choose sittings and certificates.",
    ),
    "statistics_accreditations": Text("Ackrediteringar", "Accreditations"),
    "statistics_accreditations_note": Text(
        "Den som går ut först står först.", "The first to end stands first."
    ),
    "statistics_equipment": Text("Maskiner och mätdon", "Machines and gauges"),
    "statistics_equipment_note": Text(
        "Vad de praktiska proven uppger, för dagarna i urvalet. Kalibreringsdagen skickas inte "
        "hit: den står på testcentrets dator, som stoppar mätningar med ett utgånget mätdon.",
        "What the practicals state, for the days chosen. The day of calibration is not sent here: "
        "it stands on the test centre's computer, which stops measuring with an expired gauge.",
    ),
    "statistics_deviations": Text("Avvikelser", "Deviations"),
    "statistics_deviations_note": Text(
        "De öppna först. Registret hålls åtskilt från omprövning och överklagande.",
        "The open ones first. The register is kept apart from reconsiderations and appeals.",
    ),
    "statistics_genders": Text("Kön och ålder", "Gender and age"),
    "statistics_genders_note": Text(
        "Juridiskt kön enligt personnumret, som testcentret har; numret skickas aldrig hit. Okänt "
        "är den som saknar svenskt nummer eller har skyddade uppgifter. Grupper under fem visas "
        "inte.",
        "Legal gender as the identity number at the test centre says; the number is never sent "
        "here. Unknown is who has no Swedish number or is protected. No group under five is shown.",
    ),
    "statistics_ages": Text("Ålder", "Ages"),
    "statistics_ages_note": Text(
        "När ärendet upprättades, där födelsedatum är känt. Siffror under fem visas inte.",
        "When the case was opened, where the birth date is known. No figure under five is shown.",
    ),
    "statistics_areas": Text("Resultat per område", "Results per area"),
    "statistics_items": Text("Frågor", "Items"),
    "statistics_agreement": Text(
        "Samstämmighet mellan två bedömare", "Agreement between two assessors"
    ),
    "statistics_areas_note": Text(
        "Andel av de bedömda som visade området, med 95 % intervall (Wilson).",
        "Share of those assessed who showed the area, with its 95 % interval (Wilson).",
    ),
    "statistics_items_note": Text(
        "Lösningsgrad: medelpoäng. Särskiljning: frågans samband med resten av provet "
        "(korrigerad punktbiserial), från tio svar. Fel svar som fungerar: minst fem procent tar "
        "dem.",
        "Difficulty: mean score. Discrimination: the item against the rest of the test (corrected "
        "point-biserial), from ten answers. Working distractors: at least five per cent take them.",
    ),
    "statistics_agreement_note": Text(
        "Två som bedömde var för sig: andel lika, och kappa med kvadratiska vikter (1 000 är full "
        "samstämmighet, 0 är slump).",
        "Two who rated alone: share alike, and kappa with quadratic weights (1 000 is full "
        "agreement, 0 is chance).",
    ),
    "statistics_none": Text(
        "Inget underlag med minst fem än. Siffrorna kommer när datorerna har synkat.",
        "Nothing rests on five or more yet. Figures come when the computers have synced.",
    ),
    "statistics_left_out": Text(
        "{n} rader med färre än fem visas inte.", "{n} rows of fewer than five are not shown."
    ),
    "statistics_more": Text("{n} rader till i filen.", "{n} more rows in the file."),
    "statistics_file": Text("Hämta som fil", "Get as a file"),
}
