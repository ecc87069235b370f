"""The desk's colours by role, light and dark; nothing else names a colour."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["neutral", "accent", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Roles:
    """One colour (#RRGGBB) per role; every text pair has a contrast of at least 4.5:1."""

    ground: str
    card: str
    line: str
    strong_line: str  # decoration only
    control_border: str  # 3:1 on card and ground
    track: str  # empty part of progress, quiet badges
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str  # links and words in the accent's tone
    accent_ground: str
    ok: str
    ok_ground: str
    on_ok: str
    warn: str
    warn_ground: str
    on_warn: str
    bad: str
    bad_ground: str
    on_bad: str
    rail: str
    rail_current: str
    rail_text: str
    rail_current_text: str
    badge: str
    on_badge: str
    practice: str
    practice_stripe: str
    on_practice: str


LIGHT = Roles(
    ground="#F3F5F8",
    card="#FFFFFF",
    line="#DDE3EA",
    strong_line="#C5CEDA",
    control_border="#7D8B9C",
    track="#E4E9F0",
    text="#17202B",
    muted="#566273",
    accent="#0F5FC7",
    accent_hover="#0B4FA8",
    on_accent="#FFFFFF",
    accent_text="#0B4A9E",
    accent_ground="#E6F0FD",
    ok="#187746",
    ok_ground="#E3F4EA",
    on_ok="#FFFFFF",
    warn="#9A5B00",
    warn_ground="#FFF1DB",
    on_warn="#FFFFFF",
    bad="#B3261E",
    bad_ground="#FCE9E7",
    on_bad="#FFFFFF",
    rail="#0E2A47",
    rail_current="#1C4672",
    rail_text="#C9D6E5",
    rail_current_text="#FFFFFF",
    badge="#F0B35C",
    on_badge="#2B1B00",
    practice="#F0B35C",
    practice_stripe="#E1A34B",
    on_practice="#2B1B00",
)

DARK = Roles(
    ground="#12171E",
    card="#1B222C",
    line="#2C3644",
    strong_line="#3C495B",
    control_border="#6E7D92",
    track="#2A3441",
    text="#E8EDF4",
    muted="#9FADBF",
    accent="#5EA2F5",
    accent_hover="#7DB5F8",
    on_accent="#12171E",
    accent_text="#8ABCFA",
    accent_ground="#1B3250",
    ok="#5DCB92",
    ok_ground="#17352A",
    on_ok="#12171E",
    warn="#F0B35C",
    warn_ground="#3A2C14",
    on_warn="#12171E",
    bad="#F28B82",
    bad_ground="#40201E",
    on_bad="#12171E",
    rail="#0B1017",
    rail_current="#1E3046",
    rail_text="#A9B7C8",
    rail_current_text="#FFFFFF",
    badge="#F0B35C",
    on_badge="#2B1B00",
    practice="#F0B35C",
    practice_stripe="#E1A34B",
    on_practice="#2B1B00",
)


CONTRAST = Roles(
    ground="#000000",
    card="#000000",
    line="#FFFFFF",
    strong_line="#FFFFFF",
    control_border="#FFFFFF",
    track="#333333",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFE14D",
    accent_hover="#FFE14D",
    on_accent="#000000",
    accent_text="#FFE14D",
    accent_ground="#2B2600",
    ok="#7CFFB2",
    ok_ground="#000000",
    on_ok="#000000",
    warn="#FFC24D",
    warn_ground="#000000",
    on_warn="#000000",
    bad="#FF9D94",
    bad_ground="#000000",
    on_bad="#000000",
    rail="#000000",
    rail_current="#333333",
    rail_text="#FFFFFF",
    rail_current_text="#FFFFFF",
    badge="#FFC24D",
    on_badge="#000000",
    practice="#F0B35C",
    practice_stripe="#E1A34B",
    on_practice="#2B1B00",
)
"""For a candidate who asks for strong contrast; over light and dark alike."""


@dataclass(frozen=True, slots=True)
class TonePair:
    """The roles of a tone: its words, the quiet ground under them, the full tone, text on it."""

    word: str
    ground: str
    full: str
    on_full: str


TONES: dict[Tone, TonePair] = {
    "neutral": TonePair("muted", "track", "muted", "card"),
    "accent": TonePair("accent_text", "accent_ground", "accent", "on_accent"),
    "ok": TonePair("ok", "ok_ground", "ok", "on_ok"),
    "warn": TonePair("warn", "warn_ground", "warn", "on_warn"),
    "bad": TonePair("bad", "bad_ground", "bad", "on_bad"),
}
