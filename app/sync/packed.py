"""Records as they go over the wire, and the answer: one zstd frame of msgpack, bytes as bytes."""

from typing import Annotated

import msgspec
import zstandard

from app.sync.wire import (
    MAX_CHUNK,
    MAX_RECORDS,
    BadMessage,
    HelloRequest,
    Message,
    MessageT,
    SentRecord,
)

PACKED = "application/vnd.msgpack"
_LEVEL, _THOROUGH = 6, 12
_SMALL = 96 * 1024
"""Content of a chunk that goes over a line of its own share: there the bytes count, not time."""

_MOST = 4 * MAX_CHUNK
"""Of the content: what may come is limited by MAX_CHUNK, this only by memory."""


class SentChunk(Message, frozen=True):
    """Some records; with `hello` the node also says where it stands once it has stored them."""

    records: Annotated[tuple[SentRecord, ...], msgspec.Meta(max_length=MAX_RECORDS)]
    hello: HelloRequest | None = None


def pack(message: Message) -> bytes:
    """The message in a few bytes."""
    content = msgspec.msgpack.encode(message)
    is_share = isinstance(message, SentChunk) and len(content) < _SMALL
    level = _THOROUGH if is_share else _LEVEL
    return zstandard.ZstdCompressor(level=level).compress(content)


def unpack(raw: bytes, type_: type[MessageT]) -> MessageT:
    """The message in `raw`. Raises BadMessage, also for one that would come out too large."""
    try:
        size = zstandard.frame_content_size(raw)
        if not 0 <= size <= _MOST:
            raise BadMessage
        content = zstandard.ZstdDecompressor().decompress(raw, allow_extra_data=False)
        return msgspec.msgpack.decode(content, type=type_)
    except (zstandard.ZstdError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage from error
