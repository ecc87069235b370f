"""The three layers of a certificate's file: page, badge and signature, held against its code."""

from collections.abc import Iterator
from dataclasses import replace

from app.certificate.badge_errors import BadBadge
from app.certificate.badge_file import attached
from app.certificate.badge_reading import BadgeCheck, BadgeField, EndorsementState, check_badge
from app.certificate.signature import FileSignature, SignatureState, check_signature
from app.certificate.tag_layer import tag_differences
from app.certificate.text_layer import Signed, check_text
from app.certificate.whole import BADGE_NAME
from app.domain.layers import (
    AGREES,
    NONE,
    UNPROVED,
    Difference,
    Fact,
    Layer,
    Layers,
    LayerState,
    Why,
)
from app.domain.protocol import Protocol
from app.seal.codes import BadSeal
from app.seal.keys import key_id
from app.seal.paper_certificate import prove_paper_certificate
from app.seal.trust import Trust
from app.seal.verifying import Verdict

_STANDING = {
    SignatureState.MISSING: NONE,
    SignatureState.EXTENDED: Layer(LayerState.DIFFERS, Why.ADDED),
    SignatureState.CHANGED: Layer(LayerState.DIFFERS, Why.PROOF),
    SignatureState.UNREADABLE: Layer(LayerState.UNCOMPARABLE, Why.BROKEN),
}
_STRANGER = Layer(LayerState.DIFFERS, Why.STRANGER)
_OUT_OF_DAYS = Layer(LayerState.DIFFERS, Why.OUT_OF_DAYS)
_UNKNOWN = Layer(LayerState.UNCOMPARABLE, Why.UNKNOWN)
_ENDORSED = {
    EndorsementState.MISSING: Layer(LayerState.MISSING, Why.UNENDORSED),
    EndorsementState.UNKNOWN_AUTHORITY: Layer(LayerState.MISSING, Why.ENDORSER_UNKNOWN),
}
"""What a badge that agrees is worth without an authority's word that is known here."""


def check_layers(
    pdf: bytes,
    pages: tuple[int, int, int],
    verdict: Verdict,
    trust: Trust,
    protocol: Protocol | None = None,
) -> Layers:
    """What the file says beside the code of `verdict`. Never raises for what is in the file.

    `pages`: the certificate's first page (from 0), how many it has, how many the file. `protocol`
    gives the names of role and areas where the desk has them. Some 200 ms.
    """
    claims, accreditation = verdict.certificate, verdict.accreditation
    if claims is None or accreditation is None:
        return Layers(UNPROVED, UNPROVED, UNPROVED)
    signed = Signed(claims, accreditation, protocol)
    layers = Layers(
        text=_text(pdf, pages, signed),
        badge=_badge(pdf, signed, trust),
        file=_file(pdf, signed, trust),
    )
    return _without_values(layers) if claims.is_protected else layers


def _text(pdf: bytes, pages: tuple[int, int, int], signed: Signed) -> Layer:
    """What is seen first; where that agrees, what is read aloud from the only certificate."""
    first, count, total = pages
    layer = check_text(pdf, first, count, signed)
    if layer.state is not LayerState.OK or count < total:
        return layer
    differences = tag_differences(pdf, signed.claims)
    return Layer(LayerState.DIFFERS, Why.FACTS, differences) if differences else layer


def _file(pdf: bytes, signed: Signed, trust: Trust) -> Layer:
    signature = check_signature(pdf)
    if signature.state in _STANDING:
        return _STANDING[signature.state]
    return _signer(signature, signed, trust)


def _signer(signature: FileSignature, signed: Signed, trust: Trust) -> Layer:
    """The file is as it was signed: was it signed by the assessor of the code?"""
    try:
        stated = prove_paper_certificate(signature.leaf, signature.issuer, trust)
    except BadSeal:
        return _UNKNOWN if signed.claims.practice else _STRANGER
    seal = key_id(signed.accreditation.seal_public)
    if stated.number != signed.accreditation.number or stated.kid not in (b"", seal):
        return _STRANGER
    moment = signature.signed_at
    return AGREES if moment is None or stated.covers(moment) else _OUT_OF_DAYS


def _badge(pdf: bytes, signed: Signed, trust: Trust) -> Layer:
    """Every badge in the file is checked; one that is wrong is one too many."""
    raw = attached(pdf, BADGE_NAME)
    if not raw:
        return NONE if raw is not None else Layer(LayerState.UNCOMPARABLE, Why.BROKEN)
    listed = trust.trust_list.authorities if trust.trust_list else ()
    authorities = [key.public for key in listed]
    layers = [_one_badge(one, signed, authorities) for one in raw]
    doubts = [one for one in layers if one.state is not LayerState.OK]
    graver = (one for one in doubts if one.state is LayerState.DIFFERS)
    return next(graver, doubts[0] if doubts else AGREES)


def _one_badge(raw: bytes, signed: Signed, authorities: list[bytes]) -> Layer:
    try:
        checked = check_badge(raw, signed.claims, signed.accreditation, authorities)
    except BadBadge:
        return Layer(LayerState.DIFFERS, Why.BROKEN)
    differences = tuple(_differences(checked))
    if differences:
        return Layer(LayerState.DIFFERS, Why.FACTS, differences)
    false_word = checked.endorsement is EndorsementState.NOT_GENUINE
    if not checked.proof_holds or false_word:
        return Layer(LayerState.DIFFERS, Why.PROOF)
    is_asked = not signed.claims.practice  # no authority endorses a practice desk
    return _ENDORSED.get(checked.endorsement, AGREES) if is_asked else AGREES


def _differences(checked: BadgeCheck) -> Iterator[Difference]:
    for one in checked.differs:
        name = ""
        if one.field is BadgeField.LEVEL:
            areas = {area.number: area.name.split(" / ")[0] for area in checked.badge.areas}
            name = areas.get(one.area, str(one.area))
        yield Difference(Fact(one.field), one.in_code, one.in_badge, name)


def _without_values(layers: Layers) -> Layers:
    """Of a protected person only which facts differ is told (R41)."""
    return Layers(_bare(layers.text), _bare(layers.badge), layers.file)


def _bare(layer: Layer) -> Layer:
    facts = dict.fromkeys(one.fact for one in layer.differences)
    return replace(layer, differences=tuple(Difference(fact, "", "") for fact in facts))
