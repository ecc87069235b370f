"""What is said when the recovery code has opened the desk: what is back, and what is next."""

from typing import TYPE_CHECKING

from ui.language import tr
from ui.widgets.confirm_box import ask

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def say_recovered(window: "MainWindow", *, practice: bool) -> None:
    """Tell once; the way on is in Settings."""
    if practice:
        meaning = tr(
            "Din nya PIN-kod gäller. Koden på pappret är använd: gör en ny i Inställningar."
        )
    else:
        meaning = tr(
            "Du kan läsa, arbeta vidare och exportera. Det du redan har signerat finns kvar. Du "
            "har fått en ny plomb: be noden om en ny engångskod och skriv den i Inställningar, "
            "sedan kan du signera och skicka. Koden på pappret är använd: gör en ny."
        )
    ask(
        window,
        tr("Ärendena är öppna igen"),
        meaning,
        tr("Öppna Inställningar"),
        lambda: window.go("settings"),
    )
