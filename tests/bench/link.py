"""A slow, lossy line for real TCP: a tunnel whose packets this, as a process, holds up or drops."""

import fcntl
import heapq
import json
import os
import random
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

NEAR, FAR = "10.77.31.1", "10.77.31.2"
_SET_NAME, _TUN, _PLAIN = 0x400454CA, 0x0001, 0x1000
_PACKET, _MOST_QUEUED = 2048, 1000
_TCP = 6


@dataclass(frozen=True, slots=True)
class Line:
    """Round trip in ms, loss of either direction in percent, Mbit/s of either; 0 is no limit."""

    round_trip: float = 0.0
    loss: float = 0.0
    rate: float = 0.0


class NoLink(Exception):
    """This machine gives no tunnel: it takes root on Linux."""


class Link:
    """Reach servers on these ports of this machine at `address` while it is open.

    What is sent to that address comes back here with both addresses changed places, so that a
    server on all addresses of this machine is reached as if it were far away.
    """

    address = FAR

    def __init__(self, line: Line, ports: Sequence[int]) -> None:
        self._line, self._ports = line, ports
        self.carried: dict[str, int] = {}

    def __enter__(self) -> Self:
        told = json.dumps([self._line.round_trip, self._line.loss, self._line.rate, *self._ports])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.link", told],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline().strip() != "ready":
            self._process.communicate()
            raise NoLink
        return self

    def __exit__(self, *_: object) -> None:
        self.carried = json.loads(self._process.communicate()[0])


class _Direction:
    """One way: packets wait for their turn on the line, then travel."""

    def __init__(self, line: Line) -> None:
        self._seconds, self._loss = line.round_trip / 2000, line.loss / 100
        self._byte = 8 / (line.rate * 1e6) if line.rate else 0.0
        self._free, self._queued = 0.0, list[float]()
        self.content = 0

    def leaves(self, packet: bytes, now: float, chance: random.Random) -> float | None:
        """When it comes out at the other end, None for never."""
        self.content += _content(packet)
        while self._queued and self._queued[0] <= now:
            heapq.heappop(self._queued)
        if len(self._queued) >= _MOST_QUEUED:
            return None
        self._free = max(self._free, now) + len(packet) * self._byte
        heapq.heappush(self._queued, self._free)
        return None if chance.random() < self._loss else self._free + self._seconds


def _carry(line: Line, ports: Sequence[int]) -> dict[str, int]:
    """Until the standard input closes; the bytes of content that went either way."""
    tunnel = _tunnel()
    up, down = _Direction(line), _Direction(line)
    chance, waiting, number = random.Random(7), list[tuple[float, int, bytes]](), 0
    print("ready", flush=True)
    while True:
        pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        ready, _, _ = select.select([tunnel, sys.stdin], [], [], pause)
        if sys.stdin in ready:
            return {"up": up.content, "down": down.content}
        now = time.monotonic()
        if tunnel in ready:
            packet = os.read(tunnel, _PACKET)
            way = up if _port_to(packet) in ports else down
            out = way.leaves(packet, now, chance)
            if out is not None:
                number += 1
                heapq.heappush(waiting, (out, number, packet))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, packet = heapq.heappop(waiting)
            os.write(tunnel, packet[:12] + packet[16:20] + packet[12:16] + packet[20:])


def _tunnel() -> int:
    name = f"itb{os.getpid() % 100_000}"
    tunnel = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tunnel, _SET_NAME, struct.pack("16sH", name.encode(), _TUN | _PLAIN))
    for told in (
        f"addr add {NEAR}/32 dev {name}",
        f"link set {name} up mtu 1500 txqueuelen 1000",
        f"route add {FAR}/32 dev {name} src {NEAR} congctl cubic",  # as Windows has it
    ):
        subprocess.run(["ip", *told.split()], check=True)
    flags = Path(f"/proc/sys/net/ipv6/conf/{name}/disable_ipv6")
    if flags.exists():
        flags.write_text("1")
    return tunnel


def _header(packet: bytes) -> int:
    return (packet[0] & 15) * 4


def _port_to(packet: bytes) -> int:
    at = _header(packet)
    return int.from_bytes(packet[at + 2 : at + 4], "big") if packet[9] == _TCP else 0


def _content(packet: bytes) -> int:
    """Bytes of TCP content."""
    if packet[0] >> 4 != 4 or packet[9] != _TCP:
        return 0
    at = _header(packet)
    return len(packet) - at - (packet[at + 12] >> 4) * 4


if __name__ == "__main__":
    shape = json.loads(sys.argv[1])
    print(json.dumps(_carry(Line(*shape[:3]), shape[3:])))
