"""Page, badge and signature of a finished file against its code; what a forger swaps is named."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from app.certificate.badge import make_badge
from app.certificate.checking import CodeCheck, check_codes
from app.certificate.endorsement import make_endorsement
from app.certificate.page import draw_certificate
from app.certificate.picture import page_png
from app.certificate.reading import read_bytes
from app.certificate.signing import sign_pdf
from app.certificate.whole import BADGE_NAME, whole_pdf
from app.domain.certificate import CertificateFacts
from app.domain.foreign_code import ForeignCode
from app.domain.layers import OF_PICTURE, Fact, LayerState, Why
from app.seal.claims import AccreditationClaims
from app.seal.keys import SigningKey
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import paper_key
from app.seal.trust import Trust
from app.seal.verifying import Answer
from tests.app.certificate import samples
from tests.app.certificate.genuine import STATUS_INDEX, accreditation_of, sealed
from tests.app.seal import world
from tests.ui.verify_states import DAY, cnc, trust

FULL = sealed(samples.full())
WHEN = datetime(2026, 11, 12, 12, tzinfo=UTC)


@cache
def _badge(name: str = FULL.name, level: int = 3) -> bytes:
    first = replace(FULL.areas[0], level=level)
    facts = replace(FULL, name=name, areas=(first, *FULL.areas[1:]))
    return make_badge(facts, STATUS_INDEX, world.SEAL, _endorsed(world.AUTHORITY))


@cache
def _endorsed(authority: SigningKey) -> bytes:
    """What an authority says of the issuer."""
    return make_endorsement(accreditation_of(FULL, world.SEAL), authority, "Branschnämnden")


def _finished(
    facts: CertificateFacts = FULL,
    badge: bytes | None = None,
    seal: SigningKey = world.SEAL,
    authority: SigningKey = world.AUTHORITY,
    when: datetime = WHEN,
    **signer: object,
) -> bytes:
    """The file as the issuer's desk makes it; `signer` bends what the authority certifies."""
    key = paper_key(seal)
    stated = replace(accreditation_of(facts, seal), **signer)  # type: ignore[arg-type]
    leaf = certify_paper_key(authority, stated, key.public)
    pdf = whole_pdf(facts, badge or _badge(), sign=True)
    return sign_pdf(pdf, key, leaf, authority_certificate(authority), when)


def _check(pdf: bytes, known: Trust | None = None) -> CodeCheck:
    (check,) = check_codes(read_bytes(pdf), known or trust(), DAY, lambda _profile: cnc())
    return check


@pytest.fixture(scope="module")
def genuine() -> bytes:
    """A finished file."""
    return _finished()


def test_all_layers_of_a_finished_file_agree(genuine: bytes) -> None:
    """R38 R40: code, text, badge and signature say the same."""
    check = _check(genuine)
    assert check.verdict.answer is Answer.VALID
    assert check.layers is not None
    each = (check.layers.text, check.layers.badge, check.layers.file)
    assert [layer.state for layer in each] == [LayerState.OK] * 3
    assert check.is_in_order


def test_a_picture_of_it_has_only_its_code(genuine: bytes) -> None:
    """Text and file cannot be compared in a picture, and that is no alarm."""
    check = _check(page_png(genuine, 0, 150))
    assert check.layers == OF_PICTURE
    assert check.is_in_order


def test_an_update_after_signing_and_a_page_added_are_named(genuine: bytes) -> None:
    """Whatever stands behind the signature is not what was signed."""
    layers = _check(genuine + b"\n% more\n").layers
    assert layers is not None
    assert (layers.file.state, layers.file.why) == (LayerState.DIFFERS, Why.ADDED)
    made = BytesIO()
    with pikepdf.open(BytesIO(genuine)) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(made)
    layers = _check(made.getvalue()).layers
    assert layers is not None
    assert layers.file.why is Why.PROOF
    assert {one.fact for one in layers.text.differences} == {Fact.NUMBER}


def test_a_changed_byte_breaks_the_signature(genuine: bytes) -> None:
    """One bit in the title's dictionary."""
    at = genuine.index(b"/Subject") + 12
    layers = _check(genuine[:at] + bytes([genuine[at] ^ 1]) + genuine[at + 1 :]).layers
    assert layers is not None
    assert layers.file.why is Why.PROOF


@pytest.mark.parametrize(
    ("badge", "facts"),
    [
        (_badge(name="Erik Svensson"), {Fact.NAME}),
        (_badge(level=4), {Fact.LEVEL}),
        (make_badge(sealed(samples.partial()), STATUS_INDEX, world.SEAL, None), None),
    ],
    ids=["name", "level", "another"],
)
def test_a_swapped_badge_is_named(badge: bytes, facts: set[Fact] | None) -> None:
    """Truly signed by the seal, but over something else."""
    layers = _check(_finished(badge=badge)).layers
    assert layers is not None
    assert layers.badge.state is LayerState.DIFFERS
    found = {one.fact for one in layers.badge.differences}
    assert found == facts if facts else found
    if Fact.LEVEL in found and facts:
        assert layers.badge.differences[0].area == "Säkerhet vid maskin"


@pytest.mark.parametrize(
    ("badge", "why"),
    [
        (b"{}", Why.BROKEN),
        (b"\xff" * 40, Why.BROKEN),
        (_badge().replace(b"Lindqvist", b"Lindquist"), Why.FACTS),
        (_badge().replace(b'"proofValue":"z', b'"proofValue":"z2'), None),
    ],
    ids=["empty", "bytes", "text", "proof"],
)
def test_a_bent_badge_is_no_badge(badge: bytes, why: Why | None) -> None:
    """It cannot be read, does not agree, or its proof does not hold."""
    layers = _check(_finished(badge=badge)).layers
    assert layers is not None
    assert layers.badge.state is LayerState.DIFFERS
    assert why is None or layers.badge.why is why


def test_two_badges_are_both_read() -> None:
    """A false one beside a true one is one too many."""
    made = BytesIO()
    with pikepdf.open(BytesIO(whole_pdf(FULL, _badge(), sign=False))) as pdf:
        false = pikepdf.AttachedFileSpec(pdf, _badge(level=4), filename=BADGE_NAME)
        pdf.attachments["zz"] = false
        pdf.save(made)
    layers = _check(made.getvalue()).layers
    assert layers is not None
    assert layers.badge.state is LayerState.DIFFERS


def test_a_badge_behind_more_files_than_anybody_looks_through_is_not_passed_over() -> None:
    """Where not all is read, nothing is said to agree."""
    made = BytesIO()
    with pikepdf.open(BytesIO(whole_pdf(FULL, _badge(), sign=False))) as pdf:
        for number in range(20):
            more = pikepdf.AttachedFileSpec(pdf, b"{}", filename=f"{number}.json")
            pdf.Root.AF.append(more.obj)
        pdf.save(made)
    layers = _check(made.getvalue()).layers
    assert layers is not None
    assert (layers.badge.state, layers.badge.why) == (LayerState.UNCOMPARABLE, Why.BROKEN)


def test_a_badge_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    """64 MB of zeros in 64 kB."""
    layers = _check(whole_pdf(FULL, bytes(64_000_000), sign=False)).layers
    assert layers is not None
    assert layers.badge.why is Why.BROKEN


@pytest.mark.parametrize("signer", [{"number": 4711}, {"authority": world.OTHER_AUTHORITY}])
def test_a_file_signed_by_somebody_else_is_named(signer: dict[str, object]) -> None:
    """Another assessor's key, or one that no authority known here stands behind."""
    layers = _check(_finished(seal=world.OTHER_SEAL, **signer)).layers  # type: ignore[arg-type]
    assert layers is not None
    assert (layers.file.state, layers.file.why) == (LayerState.DIFFERS, Why.STRANGER)


def test_a_file_signed_with_another_seal_of_the_same_number_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Numbers are given by people; the seal is what the code was signed with."""
    public = world.OTHER_SEAL.public
    layers = _check(_finished(seal=world.OTHER_SEAL, seal_public=public)).layers
    assert layers is not None
    assert (layers.file.state, layers.file.why) == (LayerState.DIFFERS, Why.STRANGER)
    with monkeypatch.context() as before:  # certified before the seal was stated
        before.setattr("app.seal.paper_certificate._subject", _subject_of_before)
        file = _finished()
    layers = _check(file).layers
    assert layers is not None
    assert layers.file.state is LayerState.OK


@pytest.mark.parametrize(
    ("authority", "why"),
    [(None, Why.UNENDORSED), (world.OTHER_AUTHORITY, Why.ENDORSER_UNKNOWN)],
)
def test_a_badge_without_an_authoritys_word_does_not_simply_agree(
    authority: SigningKey | None, why: Why
) -> None:
    """It says what the code says, and who stands behind its issuer is not proved: amber."""
    word = None if authority is None else _endorsed(authority)
    badge = make_badge(FULL, STATUS_INDEX, world.SEAL, word)
    check = _check(whole_pdf(FULL, badge, sign=False))
    assert check.layers is not None
    assert (check.layers.badge.state, check.layers.badge.why) == (LayerState.MISSING, why)
    assert not check.layers.differ


@pytest.mark.parametrize("year", [2020, 2040])
def test_a_file_signed_on_a_day_its_key_was_not_good_for_is_named(year: int) -> None:
    """R38: a kept key signs no file before or after the days the authority certified it for."""
    layers = _check(_finished(when=datetime(year, 11, 12, tzinfo=UTC))).layers
    assert layers is not None
    assert (layers.file.state, layers.file.why) == (LayerState.DIFFERS, Why.OUT_OF_DAYS)


def test_nothing_is_compared_where_nothing_is_proved(genuine: bytes) -> None:
    """R41: an unknown issuer's page is not read out."""
    check = _check(genuine, Trust(()))
    assert check.verdict.answer is Answer.UNKNOWN_ISSUER
    assert check.layers is not None
    assert check.layers.text.why is Why.UNPROVED
    assert not check.layers.differ


def test_every_certificate_in_a_file_gets_its_answer() -> None:
    """A batch in one file: each against its own pages; the forged one is the one in question."""
    other = sealed(replace(samples.partial(), certificate_id=b"0123456789"))
    forged = replace(other, valid_to=date(2041, 1, 1))
    batch = pikepdf.new()
    for part in (FULL, sealed(samples.full(40)), forged):
        with pikepdf.open(BytesIO(draw_certificate(part))) as one:
            batch.pages.extend(one.pages)
    made = BytesIO()
    batch.save(made)
    checks = check_codes(read_bytes(made.getvalue()), trust(), DAY, lambda _profile: cnc())
    assert [check.is_in_order for check in checks] == [True, True, False]
    assert checks[2].layers is not None
    (difference,) = checks[2].layers.differences
    assert (difference.fact, difference.found) == (Fact.VALID_TO, "2041-01-01")


def test_another_code_beside_ours_is_no_matter() -> None:
    """The restaurant's menu on the same page; alone it is told as what it is."""
    import zxingcpp
    from PIL import Image

    made = zxingcpp.create_barcode("https://example.com/menu", zxingcpp.BarcodeFormat.QRCode)
    menu = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=4)).convert("L")
    page = Image.open(BytesIO(page_png(draw_certificate(FULL), 0, 150))).convert("L")
    page.paste(menu, (40, 40))
    both, alone = BytesIO(), BytesIO()
    page.save(both, "PNG")
    menu.save(alone, "PNG")
    assert _check(both.getvalue()).verdict.answer is Answer.VALID
    assert _check(alone.getvalue()).foreign is ForeignCode.OTHER_PAGE


def test_of_a_protected_person_only_which_facts_differ_is_told() -> None:
    """R41: not what they are."""
    from app.seal.authority import sign_accreditation, sign_certificate
    from app.seal.carrier import qr_text
    from tests.app.certificate.genuine import claims_of

    claims = replace(claims_of(FULL), is_protected=True)
    text = qr_text(
        world.HOST,
        sign_certificate(world.SEAL, claims),
        sign_accreditation(world.AUTHORITY, accreditation_of(FULL)),
    )
    layers = _check(draw_certificate(replace(FULL, name="Erik Å", qr_text=text))).layers
    assert layers is not None
    (difference,) = layers.differences
    assert (difference.fact, difference.in_code, difference.found) == (Fact.NAME, "", "")


def _subject_of_before(claims: AccreditationClaims) -> x509.Name:
    number = x509.NameAttribute(NameOID.SERIAL_NUMBER, str(claims.number))
    named = ((NameOID.ORGANIZATION_NAME, claims.centre), (NameOID.COMMON_NAME, claims.assessor))
    return x509.Name([*(x509.NameAttribute(oid, words) for oid, words in named), number])
