"""The public verification page: static files, the pinned roots built in, no payload ever sent."""

import hashlib
import mimetypes
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import paths
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.node.keys import NodeKeys
from app.node.protocol_release import shipped

_SAFE: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}
_FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_MEDIA = {".js": "text/javascript", ".wasm": "application/wasm", ".ttf": "font/ttf"}


class AreaWords(msgspec.Struct, frozen=True):
    """An area as the page names it; `required` is the level asked for."""

    name: Text
    required: int


class ProfileWords(msgspec.Struct, frozen=True):
    """What the page says of a profile: a certificate itself carries only its code and levels."""

    role: Text
    level: Text
    label: Text
    scale: tuple[Text, ...]
    areas: tuple[AreaWords, ...]


class VerificationPage:
    """Answers /v and everything under it. `folder`: the page's files."""

    def __init__(self, keys: NodeKeys, folder: Path | None = None) -> None:
        self._keys = keys
        self._folder = folder or paths.resource_folder() / "verify"

    def all(self) -> list[Route]:
        """The routes of the page."""
        return [
            Route("/v", self._page),
            Route("/v/profiles.json", self._profile_words),
            Route("/v/{name:path}", self._file),
        ]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file the page may ask for, by its path under /v/; nothing else is ever served."""
        files = {
            path.relative_to(self._folder).as_posix(): path.read_bytes()
            for path in sorted(self._folder.rglob("*"))
            if path.is_file() and path.name not in ("index.html", "README.md")
        }
        fonts = paths.resource_folder() / "fonts"
        files.update({f"fonts/{name}": (fonts / name).read_bytes() for name in _FONTS})
        files["worker.js"] = self._worker(files)
        return files

    @cached_property
    def profiles(self) -> bytes:
        """The words of every profile this node knows, as JSON by `CODE/major`."""
        found = shipped(paths.protocol_folder())
        known = {protocol.profile: _words(protocol) for protocol in found}
        return msgspec.json.encode(known)

    async def _page(self, request: Request) -> Response:
        html = (self._folder / "index.html").read_text(encoding="utf-8")
        roots = " ".join(root.hex() for root in self._keys.roots)
        return Response(html.replace("{roots}", roots), media_type="text/html", headers=_SAFE)

    async def _profile_words(self, request: Request) -> Response:
        body = await run_in_threadpool(lambda: self.profiles)
        return Response(body, media_type="application/json", headers=_SAFE)

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = self.files.get(name)
        if content is None:
            return Response(status_code=404, headers=_SAFE)
        mark = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {**_SAFE, "ETag": mark, "Service-Worker-Allowed": "/v"}
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=_media(name), headers=headers)

    def _worker(self, files: dict[str, bytes]) -> bytes:
        """The service worker with the names of what it keeps, and a version made of all of it."""
        version = hashlib.sha256()
        for name, content in files.items():
            version.update(f"{name}\0{hashlib.sha256(content).hexdigest()}".encode())
        names = [f"/v/{name}" for name in files if not name.startswith("vendor/LICENSE")]
        text = files["worker.js"].decode()
        text = text.replace("{version}", version.hexdigest()[:16])
        return text.replace("{files}", '", "'.join(names)).encode()


def _words(protocol: Protocol) -> ProfileWords:
    return ProfileWords(
        role=protocol.name,
        level=protocol.level,
        label=protocol.wording.label,
        scale=tuple(step.name for step in protocol.scale),
        areas=tuple(AreaWords(area.name, area.required_level) for area in protocol.areas),
    )


def _media(name: str) -> str:
    suffix = Path(name).suffix
    return _MEDIA.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
