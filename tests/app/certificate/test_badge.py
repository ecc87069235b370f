"""The badge that is made: what it says, who signed it, and that nothing in it may change."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.certificate.badge_reading import (
    BadgeField,
    Difference,
    EndorsementState,
    check_badge,
    read_badge,
)
from app.certificate.contexts import CREDENTIALS, OPEN_BADGES, load
from app.certificate.data_integrity import proof_holds
from app.certificate.did_key import did_of, public_of
from app.certificate.endorsement import make_endorsement
from app.domain.certificate import CertificateKind
from app.domain.text import Text
from tests.app.certificate import samples
from tests.app.certificate.badge_world import Issued, issued, places
from tests.app.seal import world

Tree = dict[str, Any]


def checked(world_of: Issued, raw: bytes) -> Any:
    """The badge held against the code it was made with."""
    authorities = {world_of.authority.public}
    return check_badge(raw, world_of.claims, world_of.accreditation, authorities)


def changed(world_of: Issued, bend: Callable[[Tree], object]) -> bytes:
    """The badge with something in it bent after signing."""
    tree = world_of.tree()
    bend(tree)
    return json.dumps(tree, ensure_ascii=False).encode()


@pytest.mark.parametrize("facts", [samples.full(), samples.partial(), samples.statement()])
def test_a_badge_says_what_the_code_says(facts: Any) -> None:
    """R38, R40: every kind, the areas by their ids, signed by the seal in the code."""
    certificate = issued(facts)
    check = checked(certificate, certificate.badge)
    assert check.is_good
    assert check.differs == ()
    assert check.endorsement is EndorsementState.GENUINE
    assert [area.level for area in check.badge.areas] == list(certificate.claims.levels)
    assert check.badge.qr_text == certificate.facts.qr_text


def test_the_same_certificate_gives_the_same_badge() -> None:
    """I4: made again it is the same bytes."""
    assert issued().badge == issued().badge


def test_a_badge_by_a_p256_seal_endorsed_by_a_p256_authority_holds() -> None:
    """The second algorithm: ecdsa-rdfc-2019."""
    certificate = issued(seal=world.P256_SEAL, authority=world.P256_AUTHORITY)
    assert certificate.tree()["proof"]["cryptosuite"] == "ecdsa-rdfc-2019"
    assert checked(certificate, certificate.badge).is_good


def test_the_areas_are_bound_by_id_and_never_by_their_place() -> None:
    """Lists in another order are the same badge, and read the same."""
    certificate = issued()

    def turn(tree: Tree) -> None:
        tree["credentialSubject"]["result"].reverse()
        tree["credentialSubject"]["achievement"]["resultDescription"].reverse()

    check = checked(certificate, changed(certificate, turn))
    assert check.is_good
    assert [area.number for area in check.badge.areas] == list(range(1, 9))


def test_a_badge_has_no_identity_number_and_no_adjustment() -> None:
    """I12, R44: name and birth date are all there is of the person."""
    subject = issued().tree()["credentialSubject"]
    assert [fact["identityType"] for fact in subject["identifier"]] == ["name", "ext:birthDate"]
    assert "id" not in subject


def test_without_a_birth_date_on_the_paper_there_is_none_in_the_badge() -> None:
    """R38: the centre may print the name only."""
    certificate = issued(replace(samples.full(), birth_date=None))
    check = checked(certificate, certificate.badge)
    assert check.is_good
    assert check.badge.birth_date is None


def test_the_label_of_a_sample_protocol_stays() -> None:
    """R39: nobody takes a sample for an official model."""
    achievement = issued().tree()["credentialSubject"]["achievement"]
    assert "Exempelprotokoll – inte en officiell valideringsmodell" in achievement["description"]


def test_classification_codes_are_alignments_by_their_public_addresses() -> None:
    """R38: SSYK and ISCO are different things and both are said."""
    codes = replace(
        samples.full().codes,
        jobtech_ssyk="vaEp_iBS_c5h",
        esco_occupation="5c082067-ea18-4ccb-8c43-e70b18ad8120",
    )
    certificate = issued(replace(samples.full(), codes=codes))
    said = {
        part["targetFramework"]: part["targetUrl"]
        for part in certificate.tree()["credentialSubject"]["achievement"]["alignment"]
    }
    assert said == {
        "SSYK 2012": "http://data.jobtechdev.se/taxonomy/concept/vaEp_iBS_c5h",
        "ISCO-08": "http://data.europa.eu/esco/isco/C7223",
        "ESCO": "http://data.europa.eu/esco/occupation/5c082067-ea18-4ccb-8c43-e70b18ad8120",
    }
    assert checked(certificate, certificate.badge).is_good


def test_a_practice_badge_is_never_valid() -> None:
    """It says PROV, is of a type of its own, and ends where it begins for every verifier."""
    certificate = issued(replace(samples.full(), practice=True))
    tree = certificate.tree()
    assert tree["name"].startswith("PROV · ")
    assert tree["validUntil"] == tree["validFrom"]
    check = checked(certificate, certificate.badge)
    assert check.badge.practice
    assert check.is_good


def test_a_real_badge_on_a_practice_code_is_told_apart() -> None:
    """The badge cannot make a practice print real."""
    real, practice = issued(), issued(replace(samples.full(), practice=True))
    check = checked(practice, real.badge)
    assert Difference(BadgeField.PRACTICE, "True", "False") in check.differs


def test_a_forged_level_is_found_and_named() -> None:
    """A level raised and signed anew by somebody else: proof good, code and seal differ."""
    certificate = issued()
    areas = certificate.facts.areas
    forged = replace(certificate.facts, areas=(replace(areas[0], level=4), *areas[1:]))
    thief = issued(forged, seal=world.OTHER_SEAL)
    check = checked(certificate, thief.plain)
    assert check.proof_holds
    assert not check.is_good
    assert Difference(BadgeField.LEVEL, "3", "4", area=1) in check.differs
    assert BadgeField.SEAL in {difference.field for difference in check.differs}


def test_every_fact_that_differs_from_the_code_is_named() -> None:
    """R40: the signed code decides; the badge of another certificate gives itself away."""
    certificate = issued()
    other = issued(
        replace(
            samples.partial(),
            certificate_id=bytes(10),
            name="Bo Ek",
            birth_date=None,
            profile="CNC-1/2",
            areas=samples.partial().areas[:7],
            valid_to=None,
            centre="Annat testcenter",
            assessor="Någon Annan",
        ),
        index=18,
    )
    fields = {difference.field for difference in checked(certificate, other.badge).differs}
    assert fields == set(BadgeField) - {
        BadgeField.PRACTICE,
        BadgeField.ISSUED,
        BadgeField.SEAL,
    }


def test_an_endorsement_of_another_accreditation_is_not_embedded() -> None:
    """Only what was said of the very accreditation in the code goes into the badge."""
    certificate = issued()
    later = make_endorsement(
        replace(certificate.accreditation, serial=4), certificate.authority, "A"
    )
    earlier = replace_endorsement(certificate, later)
    assert checked(certificate, earlier).endorsement is EndorsementState.MISSING


def test_an_endorsement_by_a_stranger_is_not_taken_for_the_authoritys() -> None:
    """Anybody can endorse; only a listed authority counts."""
    certificate = issued()
    stranger = make_endorsement(certificate.accreditation, world.OTHER_AUTHORITY, "A")
    check = checked(certificate, replace_endorsement(certificate, stranger))
    assert check.endorsement is EndorsementState.UNKNOWN_AUTHORITY
    assert check.proof_holds


def test_a_bent_endorsement_is_found_even_when_the_badge_is_signed_around_it() -> None:
    """The endorsement has a proof of its own."""
    certificate = issued()
    bent = certificate.endorsement.replace(b"SVE-1", b"PLA-1")
    check = checked(certificate, replace_endorsement(certificate, bent, sure=True))
    assert check.proof_holds
    assert check.endorsement is EndorsementState.NOT_GENUINE
    assert not check.is_good


def test_any_value_changed_after_signing_breaks_the_proof_or_the_shape() -> None:
    """Every single value of the badge, one after the other."""
    certificate = issued(samples.full(2))
    for path in places(certificate.tree()):
        raw = changed(certificate, lambda tree, path=path: bend_at(tree, path))
        assert not holds(certificate, raw), path


def test_any_part_taken_away_breaks_the_proof_or_the_shape() -> None:
    """Every single value of the badge left out, one after the other."""
    certificate = issued(samples.full(2))
    for path in places(certificate.tree()):
        raw = changed(certificate, lambda tree, path=path: drop_at(tree, path))
        assert not holds(certificate, raw), path


def test_a_key_as_did_comes_back_as_the_same_key() -> None:
    """Both algorithms; no other text is a key."""
    for key in (world.SEAL, world.P256_SEAL):
        assert public_of(did_of(key.public)) == key.public
    for text in ("", "did:key:", "did:key:z", "did:web:x", "did:key:z0", "did:key:z" + "1" * 500):
        assert public_of(text) is None


def test_only_the_pinned_contexts_are_ever_loaded() -> None:
    """E_CONTEXT_NOT_PINNED: nothing is fetched, not even from a trusted house."""
    from app.certificate.badge_errors import BadBadge, BadgeCode

    assert load(CREDENTIALS)["document"]["@context"]["@protected"] is True
    assert load(OPEN_BADGES)["document"]
    for address in ("https://www.w3.org/2018/credentials/v1", "", f"{CREDENTIALS}/"):
        with pytest.raises(BadBadge) as refused:
            load(address)
        assert refused.value.code is BadgeCode.E_CONTEXT_NOT_PINNED


def test_the_proof_covers_its_own_date() -> None:
    """What the proof says of itself is signed with the rest (Data Integrity §4.4)."""
    tree = issued().tree()
    assert proof_holds(tree)
    tree["proof"]["created"] = "2026-11-12T00:00:01Z"
    assert not proof_holds(tree)


def test_two_languages_are_both_there_and_one_stands_alone() -> None:
    """A role that is called the same is said once."""
    facts = replace(samples.full(), role=Text("Teamledare", "Teamledare"))
    achievement = issued(facts).tree()["credentialSubject"]["achievement"]
    assert achievement["name"] == "Teamledare"
    assert issued().tree()["credentialSubject"]["achievement"]["name"] == (
        "CNC-operatör / CNC operator"
    )


def test_a_text_of_several_lines_is_kept_as_it_is() -> None:
    """A protocol's disclaimer may be a paragraph."""
    facts = replace(samples.full(2), disclaimer=Text("Först.\nSedan.", "First."))
    certificate = issued(facts)
    assert checked(certificate, certificate.badge).is_good


def test_a_certificate_without_expiry_has_a_badge_without_end() -> None:
    """R38: no last day is no last day."""
    certificate = issued(samples.statement())
    assert "validUntil" not in certificate.tree()
    assert read_badge(certificate.badge).kind is CertificateKind.STATEMENT
    assert read_badge(certificate.badge).valid_to is None


def replace_endorsement(certificate: Issued, raw: bytes, sure: bool = False) -> bytes:
    """The certificate's badge made with this endorsement; `sure`: embedded whatever it is."""
    from app.certificate.badge import make_badge
    from app.certificate.data_integrity import secured

    if not sure:
        return make_badge(certificate.facts, 17, certificate.seal, raw)
    tree = certificate.tree()
    del tree["proof"]
    tree["issuer"]["endorsement"] = [json.loads(raw)]
    signed = secured(tree, certificate.seal, tree["validFrom"])
    return json.dumps(signed, ensure_ascii=False).encode()


def holds(certificate: Issued, raw: bytes) -> bool:
    """Whether anybody would take the badge for the one that was signed."""
    from app.certificate.badge_errors import BadBadge

    try:
        return bool(checked(certificate, raw).is_good)
    except BadBadge:
        return False


def bend_at(tree: Any, path: tuple[Any, ...]) -> None:
    """One value becomes another of the same type."""
    for step in path[:-1]:
        tree = tree[step]
    value = tree[path[-1]]
    if isinstance(value, bool):
        tree[path[-1]] = not value
    elif isinstance(value, int):
        tree[path[-1]] = value + 1
    else:
        other = "4" if value[-1:] != "4" else "3"
        tree[path[-1]] = value[:-1] + other


def drop_at(tree: Any, path: tuple[Any, ...]) -> None:
    """One value is gone."""
    for step in path[:-1]:
        tree = tree[step]
    del tree[path[-1]]


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
)
@settings(max_examples=25)
def test_any_words_of_a_protocol_make_a_badge_that_is_read_again(first: str, second: str) -> None:
    """Keywords of JSON-LD, quotes, other scripts: texts stay texts."""
    facts = samples.full(1)
    words = Text(first, second)
    areas = (replace(facts.areas[0], name=words),)
    texts = {"role": words, "level": words, "label": words, "disclaimer": words}
    certificate = issued(replace(facts, areas=areas, owner=first, **texts))
    check = checked(certificate, certificate.badge)
    assert check.is_good
