"""The words of the tables of statistics in both languages."""

from collections.abc import Mapping

from app.domain.item_statistics import Confidence
from app.domain.text import Text

NAMES: Mapping[str, Text] = {
    "items": Text("Frågornas statistik", "Statistics of items"),
    "agreement": Text("Samstämmighet mellan bedömare", "Agreement between assessors"),
    "areas": Text("Resultat per område", "Results per area"),
    "registers": Text("Registrens antal", "Counts of the registers"),
}
HEADS: Mapping[str, Text] = {
    "profile": Text("Profil", "Profile"),
    "version": Text("Protokollversion", "Protocol version"),
    "tests": Text("Prov", "Tests"),
    "item": Text("Fråga", "Item"),
    "family": Text("Familj", "Family"),
    "area": Text("Område", "Area"),
    "area_name": Text("Områdets namn", "Name of area"),
    "asked": Text("Ställd", "Asked"),
    "exposure": Text("Exponering (promille)", "Exposure (permille)"),
    "difficulty": Text("Lösningsgrad (promille)", "Difficulty (mean score, permille)"),
    "discrimination": Text(
        "Särskiljning (korrigerad item–rest, promille)",
        "Discrimination (corrected item-rest, permille)",
    ),
    "wrong_1": Text("Vanligaste fel svar (promille)", "Most taken wrong option (permille)"),
    "wrong_2": Text("Näst vanligaste (promille)", "Second (permille)"),
    "wrong_3": Text("Tredje (promille)", "Third (permille)"),
    "working": Text("Fel svar som fungerar (minst 5 %)", "Working distractors (at least 5 %)"),
    "blank": Text("Obesvarad (promille)", "Left blank (permille)"),
    "confidence": Text("Underlag", "Confidence"),
    "practicals": Text("Praktiska prov av två", "Practicals by two"),
    "pairs": Text("Jämförda bedömningar", "Ratings compared"),
    "alike": Text("Lika (promille)", "Alike (permille)"),
    "near": Text("Ett steg isär (promille)", "One step apart (permille)"),
    "kappa": Text("Kappa (kvadratiskt viktad, promille)", "Kappa (quadratic weights, permille)"),
    "assessed": Text("Bedömda", "Assessed"),
    "shown": Text("Visat", "Shown"),
    "share": Text("Andel (promille)", "Share (permille)"),
    "low": Text("Minst (95 %)", "At least (95 %)"),
    "high": Text("Högst (95 %)", "At most (95 %)"),
    "register": Text("Register", "Register"),
    "filed": Text("Inkomna", "Filed"),
    "open": Text("Öppna", "Open"),
}
CONFIDENCES: Mapping[Confidence, Text] = {
    Confidence.NONE: Text("Inget", "None"),
    Confidence.LOW: Text("Litet", "Low"),
    Confidence.FAIR: Text("Någorlunda", "Fair"),
    Confidence.GOOD: Text("Gott", "Good"),
}
WHOLE = Text("Hela protokollet", "The whole protocol")
