"""Papers drawn by earlier versions say what they always said, and that still holds."""

from dataclasses import replace

import pytest

from app.certificate import wording
from app.certificate.page import draw_certificate
from app.certificate.text_layer import check_text
from app.domain.certificate import CertificateFacts
from app.domain.layers import AGREES
from tests.app.certificate import samples
from tests.app.certificate.genuine import sealed, signed


@pytest.mark.parametrize("facts", [samples.full(), samples.partial(), samples.statement()])
def test_papers_with_the_earlier_sentence_agree_as_well(
    facts: CertificateFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate printed before the words under the name changed is as true as before."""
    facts = sealed(facts)
    words = replace(wording.KINDS[facts.kind], shows=wording.EARLIER_SHOWS[facts.kind])
    with monkeypatch.context() as earlier:
        earlier.setitem(wording.KINDS, facts.kind, words)
        pdf = draw_certificate(facts)
    assert check_text(pdf, 0, 9, signed(facts, None)) == AGREES
