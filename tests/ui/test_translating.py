"""Every word in both languages: complete, current, one wording for one text."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui import language, translating
from ui.language import Entry, catalogue_files, read_catalogue, set_language, tr

FIELD = re.compile(r"\{\w+\}|%n")


def _every_entry() -> list[tuple[str, str, Entry]]:
    return [
        (path.name, text, entry)
        for path in catalogue_files()
        for text, entry in read_catalogue(path).items()
    ]


def _wordings(entry: Entry) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    return [form for forms in entry.values() for form in forms]


@pytest.mark.parametrize("module", translating.modules(), ids=lambda path: path.stem)
def test_the_catalogue_of_every_module_is_complete_and_current(module: Path) -> None:
    texts = {said.text for said in translating.texts_of(module)}
    path = translating.catalogue_of(module)
    written = read_catalogue(path) if path.is_file() else {}
    assert set(written) == texts, "run: python -m ui.translating, then write what it lists"
    assert not translating.missing(written)


def test_every_catalogue_belongs_to_a_module() -> None:
    known = {translating.catalogue_of(module) for module in translating.modules()}
    assert not set(catalogue_files()) - known


def test_one_text_has_one_wording() -> None:
    found: dict[str, Entry] = {}
    differing = {
        text for _, text, entry in _every_entry() if found.setdefault(text, entry) != entry
    }
    assert not differing


def test_values_are_filled_in_alike_in_both_languages() -> None:
    wrong = [
        (file, text)
        for file, text, entry in _every_entry()
        for wording in _wordings(entry)
        if set(FIELD.findall(wording)) - {"%n"} != set(FIELD.findall(text)) - {"%n"}
    ]
    assert not wrong


def test_a_counted_text_has_one_and_many_in_both_languages() -> None:
    assert not [
        (file, text)
        for file, text, entry in _every_entry()
        if "%n" in text and not (isinstance(entry, dict) and set(entry) == {"sv", "en"})
    ]


def test_a_counted_text_takes_its_form(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    forms: Entry = {
        "sv": ["%n område klart", "%n områden klara"],
        "en": ["%n area done", "%n areas done"],
    }
    monkeypatch.setattr(language, "entries", lambda: {"%n områden klara": forms})
    set_language("sv")
    assert [tr("%n områden klara", n) for n in (0, 1, 2)] == [
        "0 områden klara",
        "1 område klart",
        "2 områden klara",
    ]
    set_language("en")
    assert tr("%n områden klara", 1) == "1 area done"
    assert QWidget().tr("%n områden klara", "", 7) == "7 areas done"


def test_a_text_without_wording_stands_in_swedish(qapp: QApplication) -> None:
    set_language("en")
    assert tr("Den här texten finns inte i någon katalog") == (
        "Den här texten finns inte i någon katalog"
    )


def test_a_switch_reaches_widgets_on_view(qtbot: QtBot) -> None:
    class Speaking(QLabel):
        def changeEvent(self, event: object) -> None:
            self.setText(tr("Avbryt"))

    label = Speaking()
    qtbot.addWidget(label)
    label.show()
    set_language("en")
    qtbot.waitUntil(lambda: label.text() == "Cancel", timeout=120_000)
    set_language("sv")
    qtbot.waitUntil(lambda: label.text() == "Avbryt", timeout=120_000)


def test_qt_speaks_swedish_in_its_own_menus(qapp: QApplication) -> None:
    set_language("sv")
    assert qapp.translate("QWidgetTextControl", "Cu&t") != "Cu&t"
    set_language("en")
    assert qapp.translate("QWidgetTextControl", "Cu&t") == "Cu&t"


def test_a_text_with_a_value_inside_is_refused(tmp_path: Path) -> None:
    module = tmp_path / "wrong.py"
    module.write_text('self.tr(f"Hej {name}")', encoding="utf-8")
    with pytest.raises(ValueError, match="put values in later"):
        translating.texts_of(module)


def test_an_update_keeps_wordings_adds_new_texts_and_drops_old_ones(tmp_path: Path) -> None:
    module = tmp_path / "new.py"
    module.write_text('tr("Ny")\ntr("%n nya", n)\ntr("Känd")\n', encoding="utf-8")
    catalogue = translating.updated(module, {"Känd": "Known", "Borta": "Gone"})
    assert catalogue == {
        "Ny": "",
        "%n nya": {"sv": ["%n nya", "%n nya"], "en": ["", ""]},
        "Känd": "Known",
    }
    assert translating.missing(catalogue) == ["Ny", "%n nya"]


def test_a_catalogue_that_names_a_text_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.json"
    path.write_text('{"Ja": "Yes", "Ja": "Yeah"}', encoding="utf-8")
    with pytest.raises(ValueError, match="stands twice"):
        read_catalogue(path)
