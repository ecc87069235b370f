"""What the command line says about expected errors."""

from string import Formatter

import pytest

from app.commands.wording import SENTENCES, sentence
from app.domain.text import Text
from app.protocols.faults import Fault, Problem, ProtocolDamaged, ProtocolErrors


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES.keys())
def test_a_sentence_says_the_same_facts_in_both_languages(words: Text) -> None:
    named = [{field for _, field, _, _ in Formatter().parse(each)} for each in (words.sv, words.en)]
    assert named[0] == named[1]
    assert words.sv != words.en


def test_an_error_is_worded_in_the_language_asked_for() -> None:
    assert sentence(ProtocolDamaged(), "sv").startswith("Det sparade protokollet")
    assert sentence(ProtocolDamaged(), "en").startswith("The stored protocol")


def test_a_protocol_with_faults_is_worded_fault_by_fault() -> None:
    fault = Fault("texts.yaml", "$.label.sv", Problem.EMPTY_TEXT)
    words = sentence(ProtocolErrors((fault,)), "en")
    assert words == "texts.yaml: $.label.sv: the text is empty\nerrors: 1"
