"""A QR code as a picture of its own: PNG, SVG, or letters for a terminal."""

from io import BytesIO

from app.certificate.qr import Modules, qr_modules

QUIET = 4
_PIXELS = 8
_BLACK_ON_WHITE, _PLAIN = "\x1b[30;107m", "\x1b[0m"
_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def code_png(text: str) -> bytes:
    """The code in black on white, eight pixels a module, with its quiet zone."""
    from PIL import Image

    rows = _framed(qr_modules(text))
    side = len(rows)
    grey = b"".join(row.translate(bytes([255]) + bytes(255)) for row in rows)
    picture = Image.frombytes("L", (side, side), grey)
    written = BytesIO()
    picture.resize((side * _PIXELS,) * 2, Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()


def code_svg(text: str) -> bytes:
    """The code as one path."""
    rows = _framed(qr_modules(text))
    side = len(rows)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{path}"/></svg>\n'
    ).encode()


def code_for_terminal(text: str) -> str:
    """The code in half blocks, two rows a line, black on white whatever the terminal's colours."""
    rows = _framed(qr_modules(text))
    if len(rows) % 2:
        rows = (*rows, bytes(len(rows)))
    lines = (
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_PLAIN}" for line in lines)


def _framed(modules: Modules) -> Modules:
    side = len(modules) + 2 * QUIET
    blank, edge = bytes(side), bytes(QUIET)
    rows = (edge + row + edge for row in modules)
    return (*(blank,) * QUIET, *rows, *(blank,) * QUIET)
