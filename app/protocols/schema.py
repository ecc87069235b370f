"""JSON Schemas of the package files, for editors and for whoever writes protocols elsewhere."""

from inspect import cleandoc
from pathlib import Path

import msgspec

from app.protocols.conversation_format import GuideFile, ThemeFile
from app.protocols.format import ProtocolFile, TextsFile
from app.protocols.format_items import ItemsFile

SCHEMAS: dict[str, type[msgspec.Struct]] = {
    "protocol.schema.json": ProtocolFile,
    "texts.schema.json": TextsFile,
    "items.schema.json": ItemsFile,
    "guide.schema.json": GuideFile,
    "theme.schema.json": ThemeFile,
}


def schema_files() -> dict[str, bytes]:
    """File name → JSON Schema (2020-12), indented, in the order of the format."""
    return {name: _schema(struct) for name, struct in SCHEMAS.items()}


def write_schemas(folder: Path) -> None:
    """Writes the schemas into `folder`, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)


def _schema(struct: type[msgspec.Struct]) -> bytes:
    made = msgspec.json.schema(struct)
    for definition in made["$defs"].values():
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
