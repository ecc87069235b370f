"""A small sound package to spoil: two areas, every kind of item, a template, a picture."""

from pathlib import Path
from typing import Any

import yaml

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
Files = dict[str, Any]


def both(text: str) -> dict[str, str]:
    return {"sv": text, "en": f"{text} in English"}


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"id": name, "text": text} for name, text in zip("abcd", texts, strict=False)]


def criterion(criterion_id: str, **more: Any) -> dict[str, Any]:
    return {
        "id": criterion_id,
        "text": both("Mäter axeln"),
        "detail": both("Med mikrometer"),
        "outcome": "skill",
        "method": "practical",
        **more,
    }


def area(area_id: str, items: int, criteria: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": area_id,
        "name": both(f"Område {area_id}"),
        "shared_id": area_id,
        "weight": 500,
        "required_level": 2,
        "items": items,
        "cut": 600,
        "share": 750,
        "statements": [both("Jag kan mäta")],
        "measures": [{"text": both("Kurs"), "length": both("2 dagar")}],
        "criteria": criteria,
    }


def item(item_id: str, kind: str = "single", **more: Any) -> dict[str, Any]:
    return {
        "id": item_id,
        "kind": kind,
        "stem": both(f"Fråga {item_id}?"),
        "why": both("Därför."),
        "options": options("24.98 mm", "G01 X1.5", "25", "26"),
        "key": ["b"],
        **more,
    }


def measuring_items() -> dict[str, Any]:
    numeric = {"kind": "numeric", "stem": both("Vad är {d} − {x}?"), "why": both("{d} − {x}.")}
    return {
        "area": "matning",
        "families": [
            {"id": "mat-a", "items": [item("mat-1"), item("mat-2", key=["c"])]},
            {"id": "mat-b", "items": [item("mat-3", "multiple", key=["a", "b"])]},
            {"id": "mat-c", "items": [item("mat-4", "order", key=["b", "a", "d", "c"])]},
            {
                "id": "mat-d",
                "template": {**numeric, "unit": "mm", "value": "{y}", "tolerance": "0.01"},
                "rows": [
                    {"id": "mat-5", "d": "25", "x": "24.9", "y": "0.1"},
                    {"id": "mat-6", "d": "30", "x": "29.5", "y": "0.5"},
                ],
            },
            {
                "id": "mat-e",
                "items": [
                    item(
                        "mat-7",
                        "match",
                        key=["a=x", "b=y", "c=z", "d=x"],
                        targets=[{"id": name, "text": name.upper()} for name in "xyz"],
                        picture="pictures/skala.svg",
                        picture_text=both("En skala"),
                    )
                ],
            },
        ],
    }


def sample_files() -> Files:
    """File name → what is written as YAML, or bytes as they are."""
    return {
        "protocol.yaml": sample_protocol(),
        "texts.yaml": {
            "label": both("Exempelprotokoll"),
            "disclaimer": both("Inte en officiell valideringsmodell"),
            "briefing": [both(f"Punkt {number}") for number in range(6)],
            "privacy": {"version": "1", "text": both("Så hanteras uppgifterna")},
        },
        "items/matning.yaml": measuring_items(),
        "pictures/skala.svg": SVG,
    }


def sample_protocol() -> dict[str, Any]:
    task = {"id": "axel", "title": both("Axel"), "brief": both("Svarva axeln"), "minutes": 120}
    return {
        "format": 1,
        "scheme": "prov",
        "code": "TST-1",
        "version": "1.0.0",
        "name": both("Provroll"),
        "level": both("Grund"),
        "owner": "Exempelhuvudman",
        "scale": [
            {"code": code, "name": both(f"Steg {code}"), "description": both(f"Så {code}")}
            for code in (1, 2, 3)
        ],
        "areas": [
            area("matning", 3, [criterion("mat-k1", measured=measured(), evidence="value")]),
            area("ordning", 0, [criterion("ord-k1", critical="no")]),
        ],
        "rules": rules(),
        "codes": {"ssyk": "7223"},
        "tasks": [task],
    }


def measured() -> dict[str, Any]:
    limits = {"nominal": "25.000", "lower": "24.979", "upper": "25.000"}
    return {"unit": "mm", **limits, "gauge": both("Mikrometer")}


def rules() -> dict[str, Any]:
    return {
        "total_cut": 650,
        "theory_minutes": 60,
        "practical_minutes": 120,
        "extra_time": 1500,
        "validity_months": 60,
        "banked_months": 24,
        "waiting_days": 14,
        "max_attempts": 3,
        "appeal_days": 21,
        "reviewer_required": False,
        "credit_share": 500,
        "credit_age_months": 60,
        "print_birth_date": True,
    }


def write_package(folder: Path, files: Files) -> Path:
    """The files written into `folder`, which is given back."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(as_yaml(content), encoding="utf-8")
    return folder


def as_yaml(content: Any) -> str:
    """YAML without aliases, in which a value used twice is written twice."""
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
