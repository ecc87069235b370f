"""A real Chromium, driven by Playwright; never one that is downloaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_PROGRAMS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Polled by frames, not by time: a page's clock may stand still.
_DRAWN = """([width, height]) => new Promise((done) => {
  const look = () => innerWidth === width && innerHeight === height
    ? requestAnimationFrame(() => done()) : requestAnimationFrame(look);
  look();
})"""


def find_chromium() -> str | None:
    """The browser of this machine."""
    return next((program for program in _PROGRAMS if Path(program).exists()), None)


@contextmanager
def chromium(program: str, film: Path | None = None) -> Iterator[Browser]:
    """The browser; with `film` (a .y4m) its camera plays that, over and over."""
    camera = (
        ()
        if film is None
        else (
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        )
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, chromium_sandbox=False, args=[*_QUIET, *camera]
        )
        try:
            yield browser
        finally:
            browser.close()


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the page this width and height, and wait until it has been drawn in them."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(_DRAWN, list(size))


def write_film(picture: bytes, path: Path, width: int = 1280, height: int = 720) -> None:
    """A .y4m of a few still frames in which the picture (PNG) stands before a grey wall."""
    from io import BytesIO

    from PIL import Image

    wall = Image.new("L", (width, height), 140)
    shown = Image.open(BytesIO(picture)).convert("L")
    scale = min(height * 0.9 / shown.height, width * 0.9 / shown.width)
    shown = shown.resize((round(shown.width * scale), round(shown.height * scale)))
    wall.paste(shown, ((width - shown.width) // 2, (height - shown.height) // 2))
    colour = bytes([128]) * (width * height // 2)
    head = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + (b"FRAME\n" + wall.tobytes() + colour) * 5)
