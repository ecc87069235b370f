"""What a QR code holds: its segments and their error correction M (ISO/IEC 18004 §7.4, §7.5)."""

from functools import lru_cache

_VERSIONS = range(1, 41)
_CLASS_STARTS = (10, 27)  # versions from which a segment's count takes more bits
_NUMERIC, _BYTES = 1, 4
_COUNT_BITS = {_NUMERIC: (10, 12, 14), _BYTES: (8, 16, 16)}
_DIGIT_BITS = {1: 4, 2: 7, 3: 10}
_PADDING = b"\xec\x11"


def qr_version(text: str) -> int | None:
    """The smallest version that holds the text; None if none does."""
    for version in _VERSIONS:
        if len(_bits(text, _class(version))) <= 8 * sum(data for _, data in _blocks(version)):
            return version
    return None


def qr_words(text: str, version: int) -> list[int]:
    """The words in the order in which they are laid out: data and error correction interleaved."""
    blocks = _blocks(version)
    content = _filled(_bits(text, _class(version)), sum(data for _, data in blocks))
    parts, checks, start = [], [], 0
    for total, data in blocks:
        part = content[start : start + data]
        parts.append(part)
        checks.append(_remainder(part, total - data))
        start += data
    return _interleaved(parts) + _interleaved(checks)


def _class(version: int) -> int:
    return sum(version >= start for start in _CLASS_STARTS)


@lru_cache(maxsize=4)
def _bits(text: str, kind: int) -> str:
    """A byte segment up to and with "#", and what follows: numeric where it is digits alone."""
    head, mark, tail = text.partition("#")
    said = _byte_segment((head + mark).encode(), kind)
    if tail.isascii() and tail.isdigit():
        return said + _numeric_segment(tail, kind)
    return said + (_byte_segment(tail.encode(), kind) if tail else "")


def _byte_segment(content: bytes, kind: int) -> str:
    bits = "".join([f"{byte:08b}" for byte in content])
    return f"{_BYTES:04b}{len(content):0{_COUNT_BITS[_BYTES][kind]}b}{bits}"


def _numeric_segment(digits: str, kind: int) -> str:
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    bits = "".join([f"{int(group):0{_DIGIT_BITS[len(group)]}b}" for group in groups])
    return f"{_NUMERIC:04b}{len(digits):0{_COUNT_BITS[_NUMERIC][kind]}b}{bits}"


@lru_cache
def _blocks(version: int) -> tuple[tuple[int, int], ...]:
    """For each block how many words it has, and how many of them are data."""
    from qrcode.base import rs_blocks
    from qrcode.constants import ERROR_CORRECT_M

    return tuple(
        (block.total_count, block.data_count) for block in rs_blocks(version, ERROR_CORRECT_M)
    )


def _filled(bits: str, size: int) -> bytes:
    """The bits in words, closed by up to four zeros and padded to `size`."""
    bits += "0" * min(4, 8 * size - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return (words + _PADDING * size)[:size]


def _remainder(data: bytes, count: int) -> bytes:
    """The `count` words of error correction: what division by the generator leaves."""
    table, top, rest = _multiples(count), 8 * (count - 1), 0
    kept = (1 << top) - 1
    for word in data:
        rest = (rest & kept) << 8 ^ table[word ^ rest >> top]
    return rest.to_bytes(count, "big")


@lru_cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator times each word, without its leading term, as one number."""
    from qrcode.base import gexp, glog

    generator = [1]
    for power in range(count):
        times = [gexp(glog(term) + power) if term else 0 for term in generator]
        generator = [a ^ b for a, b in zip([*generator, 0], [0, *times], strict=True)]
    tail = generator[1:]

    def times_word(word: int) -> int:
        found = bytes(gexp(glog(term) + glog(word)) if term and word else 0 for term in tail)
        return int.from_bytes(found, "big")

    return tuple(times_word(word) for word in range(256))


def _interleaved(parts: list[bytes]) -> list[int]:
    longest = max(map(len, parts))
    return [part[at] for at in range(longest) for part in parts if at < len(part)]
