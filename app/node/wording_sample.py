"""The words of the auditor's page."""

from collections.abc import Mapping

from app.domain.text import Text

WORDS: Mapping[str, Text] = {
    "sample": Text("Stickprov", "Sample"),
    "nav_sample": Text("Stickprov", "Sample"),
    "sample_context": Text(
        "För revision: ärenden dragna så att vem som helst kan dra dem igen",
        "For audit: cases drawn so that anybody can draw them again",
    ),
    "sample_count": Text("Antal", "Number"),
    "sample_seed": Text("Frö", "Seed"),
    "sample_draw": Text("Dra stickprov", "Draw sample"),
    "sample_note": Text(
        "Revisorn väljer fröet: ett ord eller ett tal. Det skrivs i loggen. Dragna blir de "
        "beslutade ärenden vars SHA-256 av frö och ärende-id är minst; samma frö över samma "
        "ärenden ger samma urval, här och på bedömarens dator.",
        "The auditor chooses the seed: a word or a number. It is written in the log. Those decided "
        "cases are drawn whose SHA-256 of seed and case id is smallest; the same seed over the "
        "same cases gives the same sample, here and on the assessor's computer.",
    ),
    "sample_wrong": Text(
        "Skriv ett antal från 1 till {most} och ett frö på högst {longest} tecken. Inget är "
        "draget.",
        "Write a number from 1 to {most} and a seed of {longest} letters at most. Nothing was "
        "drawn.",
    ),
    "sample_drawn": Text("{n} av {among} beslutade ärenden", "{n} of {among} decided cases"),
    "sample_none": Text(
        "Inget beslutat ärende har kommit hit än, så det finns inget att dra ur. De kommer när "
        "bedömarnas datorer synkar.",
        "No decided case has come here yet, so there is nothing to draw from. They come when the "
        "assessors' computers sync.",
    ),
    "sample_first": Text(
        "Skriv hur många ärenden och ett frö, och dra.",
        "Write how many cases and a seed, and draw.",
    ),
    "sample_records": Text("{n} poster", "{n} records"),
    "sample_all_hold": Text("Alla underskrifter håller", "Every signature holds"),
    "sample_broken": Text("{n} underskrifter håller inte", "{n} signatures do not hold"),
    "sample_no_records": Text("Inga poster", "No records"),
    "sample_before": Text("Dragna förut", "Drawn before"),
    "sample_before_none": Text("Inget stickprov är draget än.", "No sample has been drawn yet."),
    "sample_again": Text("{n} ärenden, {who}, {at}", "{n} cases, {who}, {at}"),
    "sample_files": Text("Signerad fil", "Signed file"),
    "sample_signer": Text("Undertecknat av", "Signed by"),
    "sample_hash": Text("Hash", "Hash"),
    "sample_receipt": Text("Kvitto", "Receipt"),
    "sample_received": Text("Mottaget", "Received"),
    "sample_type": Text("Post", "Record"),
    "sample_holds": Text("Underskrift", "Signature"),
    "holds_yes": Text("Håller", "Holds"),
    "holds_no": Text("Håller inte", "Does not hold"),
    "record_stored": Text("Lagrad", "Stored"),
    "record_stored_forked": Text("Lagrad, två loggar", "Stored, two logs"),
    "record_stored_held": Text("Lagrad, inte visad", "Stored, not shown"),
    "record_gone": Text("Innehållet raderat", "Content erased"),
    "log_sample_drawn": Text("drog ett stickprov", "drew a sample"),
}
