"""Vectors that are truly signed but are no certificate or accreditation."""

from collections.abc import Iterator
from typing import Any

from app.seal import cbor
from app.seal.keys import ED25519, ESP256
from app.seal.verifying import Answer
from tests.app.seal import world as w
from tests.app.seal.kb1_case import DAY, Case


def bad_shapes() -> Iterator[Case]:
    """Truly signed, but not what a certificate or an accreditation is."""
    cert, acc = w.certificate(), w.accreditation()
    versions = {
        "version 2": cbor.encode([2, cert, acc]),
        "version 2, other content": cbor.encode([2, "later"]),
    }
    for label, carrier in versions.items():
        yield Case(label, w.text_of(carrier), Answer.NOT_GENUINE, "E_VERSION")
    carriers = {
        "carrier of four": cbor.encode([1, cert, acc, 0]),
        "carrier not an array": cbor.encode({1: cert, 2: acc}),
        "carrier with a text first": cbor.encode([1, "cert", acc]),
        "carrier with a text last": cbor.encode([1, cert, "acc"]),
        "carrier with a version in words": cbor.encode(["1", cert, acc]),
    }
    shapes = {label: w.text_of(carrier) for label, carrier in carriers.items()}
    bent = _bent_claims()
    shapes |= {label: w.cert_map(**changes) for label, changes in bent.items()}
    shapes["claims not a map"] = w.text(w.cert_with(cbor.encode([1, 2])))
    shapes |= {label: w.acc_map(**changes) for label, changes in _bent_accreditations().items()}
    for label, text in shapes.items():
        yield Case(label, text, Answer.NOT_GENUINE, "E_SHAPE")
    future = w.text(w.certificate(issued=w.TODAY + 2 * DAY))
    yield Case("issued in two days", future, Answer.NOT_GENUINE, "E_FUTURE")


def _bent_claims() -> dict[str, dict[str, Any]]:
    return {
        "no name": {"k2": None},
        "unknown key": {"k13": 1},
        "protected 0": {"k12": 0},
        "protected 2": {"k12": 2},
        "protected true": {"k12": True},
        "empty name": {"k2": ""},
        "name of 81 bytes": {"k2": "a" * 81},
        "name that turns direction": {"k2": "Anna \u202ekE oB"},
        "name with a line feed": {"k2": "Anna\nEk"},
        "name with a space after": {"k2": "Anna Ek "},
        "id of 9 bytes": {"k1": bytes(9)},
        "birth date in words": {"k3": "1987-05-21"},
        "profile without version": {"k4": "CNC-1"},
        "profile in lower case": {"k4": "cnc-1/1"},
        "profile of 17 characters": {"k4": "ABCDEFGHIJKLMNO/1"},
        "no areas": {"k5": b""},
        "33 bytes of areas": {"k5": bytes(33)},
        "reserved level": {"k5": b"\x35"},
        "padding inside": {"k5": b"\xf3"},
        "issue day true": {"k6": True},
        "issue day negative": {"k6": -1},
        "issue day in 2300": {"k6": 120_600},
        "ends before it begins": {"k7": 20_000},
        "status index negative": {"k8": -1},
        "status index too high": {"k8": 2**25},
        "kind 0": {"k9": 0},
        "kind 3": {"k9": 3},
        "replaces an id of 11 bytes": {"k10": bytes(11)},
        "empty centre": {"k11": ""},
        "centre of 81 bytes": {"k11": "a" * 81},
    }


def _bent_accreditations() -> dict[str, dict[str, Any]]:
    return {
        "accreditation without serial": {"k8": None},
        "accreditation with an unknown key": {"k10": 1},
        "seal key of 31 bytes": {"k2": bytes(31)},
        "key and algorithm differ": {"k9": ESP256},
        "P-256 key not said": {"k2": w.P256_SEAL.public},
        "Ed25519 spelt out": {"k9": ED25519},
        "no profiles": {"k5": []},
        "profile with version": {"k5": ["CNC-1/1"]},
        "121 days": {"k7": 20_468 + 120},
        "last day before the first": {"k7": 20_467},
        "assessor without a name": {"k3": " "},
        "assessor of 81 bytes": {"k3": "a" * 81},
        "accredited centre of 81 bytes": {"k4": "a" * 81},
        "profile code of 13": {"k5": ["ABCDEFGHIJKLM"]},
        "65 profiles": {"k5": [f"P-{number}" for number in range(65)]},
    }
