"""The report of a conversation read back: pictures told in words, names only where wanted."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from app.certificate.conversation_report import draw_conversation_report
from app.domain.conversation_report import (
    ConversationReport,
    ReportStep,
    ReportTheme,
    SaidAnswer,
)
from app.domain.needed_roles import NeededRole
from tests.app.certificate.reading_back import lowest_and_widest, text_of, words_of

DAYS = (date(2026, 5, 4), date(2026, 10, 31))
LONG = "Ordföranden i klubben " * 40
HOSTILE = "\u202eEva 👩‍🏭 \x00=1+1"


def answer(number: int, note: str = "") -> SaidAnswer:
    return SaidAnswer(f"Fråga {number}?", 2, "Börjat", f"Syns {number}.", "", note)


def facts(**changed: object) -> ConversationReport:
    themes = tuple(
        ReportTheme(f"Tema nummer {n}", f"Tema {n}", (1000 + 200 * n, 2000 + 300 * n), (answer(n),))
        for n in range(6)
    )
    made = ConversationReport(
        language="sv",
        practice=False,
        made=DAYS[-1],
        company="Ryds Gjuteri AB",
        centre="Testcenter Värnamo",
        led_by="Maria Sandberg",
        number=2,
        participants=("Platschef",),
        scale=("Inte än", "Börjat", "På plats", "Utvecklas"),
        occasions=DAYS,
        themes=themes,
        strengths=("Alla har hört målen.",),
        steps=(ReportStep("Tema 1", "Skriv tre mål", "Eva Ek", date(2026, 12, 1), None),),
        roles=(NeededRole("Svarvare", 4, 5, 7, critical=True),),
        risen=9,
        fallen=2,
        answered=25,
        total=26,
        label="Eget samtalsstöd – inte en befintlig modell.",
        with_notes=False,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_it_says_how_the_company_stands_and_what_is_next() -> None:
    pdf = draw_conversation_report(facts())
    printed = text_of(pdf)
    for said in (
        "Strategisk kompetensförsörjning",
        "Ryds Gjuteri AB",
        "25 av 26 frågor",
        "Starkast är temat Tema nummer 5 (3,5 av 4)",
        "9 svar stigit och 2 sjunkit",
        "3 behöver hittas eller läras upp",
        "Kritiska roller där ingen kan ta över: 1",
        "Skriv tre mål",
        "Svarvare (kritisk)",
        "2 Börjat: Syns 4.",
        "inte en befintlig modell",
    ):
        assert said in printed, said
    assert "Tema 0: 2026-05-04 1,0, 2026-10-31 2,0" in spoken_of(pdf)


def test_the_same_facts_give_the_same_file_in_either_language() -> None:
    english = facts(language="en")
    assert draw_conversation_report(english) == draw_conversation_report(english)
    assert "The strongest theme is" in text_of(draw_conversation_report(english))


def test_a_first_conversation_has_no_development_and_too_few_answers_are_a_dash() -> None:
    themes = tuple(replace(theme, levels=(None,)) for theme in facts().themes)
    first = facts(occasions=DAYS[:1], themes=themes, steps=(), roles=(), strengths=())
    printed = text_of(draw_conversation_report(first))
    assert "Utveckling över tid" not in printed
    assert "Inga steg är valda." in printed
    assert "Tema nummer 1, –" in printed


@pytest.mark.parametrize("words", [LONG, HOSTILE], ids=["long", "hostile"])
def test_whatever_was_typed_stays_on_the_paper(words: str) -> None:
    """Names without end, unseen letters, pictures in place of letters."""
    themes = tuple(replace(t, answers=(answer(1, words),)) for t in facts().themes)
    pdf = draw_conversation_report(
        facts(
            company=words,
            participants=(words,),
            themes=themes,
            steps=(ReportStep("Tema", words, words, None, None),) * 5,
            roles=(NeededRole(words[:100], 1, 1, 1, successors=words),) * 5,
            with_notes=True,
        )
    )
    low, wide = lowest_and_widest(pdf)
    assert low <= 285
    assert wide <= 193
    assert all("\u202e" not in page for page in words_of(pdf))


def spoken_of(pdf: bytes) -> str:
    """What the file says of its pictures, for whoever does not see them."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        return " ".join(str(one.Alt) for one in found if "/Alt" in one)
