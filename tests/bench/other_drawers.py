"""The same page by others, for comparison: WeasyPrint from HTML, typst from its own language."""

import html
from collections.abc import Callable

from app.certificate.qr import qr_modules
from app.certificate.wording import day_sv
from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number

_STYLE = """
@page { size: A4; margin: 18mm } body { font: 10pt 'Noto Sans'; color: #1b2430 }
h1 { font-size: 26pt; margin: 0 } table { width: 100%; border-collapse: collapse }
td, th { border-top: .4pt solid #aab; padding: 1.6mm 0; text-align: left } svg { width: 39mm }
small { color: #667 }
"""


def weasyprint_page(facts: CertificateFacts) -> bytes:
    """Drawn by WeasyPrint."""
    from weasyprint import HTML

    rows = "".join(
        f"<tr><td>{_safe(a.name.sv)}<br><small>{_safe(a.name.en)}</small></td>"
        f"<td>{a.level}</td><td>{a.required_level}</td></tr>"
        for a in facts.areas
    )
    lines = "".join(f"<p>{_safe(line)}</p>" for line in _lines(facts))
    page = (
        f"<html lang=sv><style>{_STYLE}</style><h1>Kompetensbevis</h1><h2>{_safe(facts.name)}</h2>"
        f"<table><tr><th>Område<th>Nivå<th>Krav</tr>{rows}</table>{lines}{_svg(facts)}"
        f"<p><small>{_safe(facts.disclaimer.sv)} {_safe(facts.disclaimer.en)}</small></p></html>"
    )
    made: bytes = HTML(string=page).write_pdf()
    return made


def typst_page(facts: CertificateFacts) -> bytes:
    """Drawn by typst, all from source, as it would be for each certificate."""
    import typst

    rows = "".join(
        f"[{_text(a.name.sv)} \\ #text(8pt)[{_text(a.name.en)}]],[{a.level}],[{a.required_level}],"
        for a in facts.areas
    )
    lines = "\n\n".join(_text(line) for line in _lines(facts))
    source = (
        '#set page("a4", margin: 18mm)\n#set text(10pt, font: "Noto Sans", lang: "sv")\n'
        f"#text(26pt)[*Kompetensbevis*]\n\n= {_text(facts.name)}\n"
        f"#table(columns: (1fr, auto, auto), stroke: (top: .4pt), [Område],[Nivå],[Krav],{rows})\n"
        f'{lines}\n\n#image(bytes({_quoted(_svg(facts))}), format: "svg", width: 39mm)\n\n'
        f"#text(8pt)[{_text(facts.disclaimer.sv)} {_text(facts.disclaimer.en)}]\n"
    )
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


OTHERS: dict[str, Callable[[CertificateFacts], bytes]] = {
    "WeasyPrint": weasyprint_page,
    "typst": typst_page,
}


def _lines(facts: CertificateFacts) -> tuple[str, ...]:
    return (
        f"{facts.role.sv} · {facts.role.en} · {facts.profile}",
        f"Utfärdat {day_sv(facts.issued)}",
        f"{facts.centre} · {facts.assessor} nr {facts.assessor_number}",
        f"Bevisnummer {format_certificate_number(facts.certificate_id)}",
        f"Huvudman {facts.owner} · {facts.protocol_code} {facts.protocol_version}",
    )


def _svg(facts: CertificateFacts) -> str:
    """The code as one path."""
    modules = qr_modules(facts.qr_text)
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    box = f"0 0 {len(modules)} {len(modules)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'


def _safe(text: str) -> str:
    return html.escape(text)


def _text(text: str) -> str:
    return f"#{_quoted(text)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
