// Deterministic CBOR (RFC 8949 §4.2.1): read freely, written in its one form, compared.
// Whole numbers are BigInt, byte strings Uint8Array, maps arrays of [key, value] in a CborMap.

import { isEqual, joined } from "./bytes.js";
import { BadSeal } from "./codes.js";

const MAX_DEPTH = 16;
const INDEFINITE = 31;
const BREAK = Symbol("break");
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class CborMap {
  constructor() {
    this.entries = new Map();
  }

  set(key, value) {
    this.entries.set(keyName(key), [key, value]);
  }

  get(key) {
    return this.entries.get(keyName(key))?.[1];
  }

  has(key) {
    return this.entries.has(keyName(key));
  }

  get size() {
    return this.entries.size;
  }

  pairs() {
    return [...this.entries.values()];
  }
}

function keyName(key) {
  if (typeof key === "bigint" || typeof key === "number") return `i${key}`;
  if (typeof key === "string") return `s${key}`;
  if (key instanceof Uint8Array) return `b${key.join(",")}`;
  throw new BadSeal("E_CBOR");
}

// The value behind `raw`, which must be exactly `encode` of it; BadSeal E_CBOR, E_NONCANONICAL.
export function decode(raw) {
  const value = new Reader(raw).item(0);
  if (!isEqual(encode(value), raw)) throw new BadSeal("E_NONCANONICAL");
  return value;
}

class Reader {
  constructor(raw) {
    this.raw = raw;
    this.at = 0;
  }

  take(count) {
    if (this.at + count > this.raw.length) throw new BadSeal("E_CBOR");
    this.at += count;
    return this.raw.subarray(this.at - count, this.at);
  }

  item(depth, mayBreak = false) {
    if (depth > MAX_DEPTH) throw new BadSeal("E_CBOR");
    const first = this.take(1)[0];
    const [major, info] = [first >> 5, first & 31];
    if (major === 7) return this.simple(info, mayBreak);
    const length = this.argument(info, major);
    if (major === 0) return length;
    if (major === 1) return -1n - length;
    if (major === 2) return this.octets(length, major, depth);
    if (major === 3) return this.text(length, depth);
    if (major === 4) return this.list(length, depth);
    if (major === 5) return this.map(length, depth);
    throw new BadSeal("E_CBOR");
  }

  // The number behind the head, or null for an indefinite length.
  argument(info, major) {
    if (info < 24) return BigInt(info);
    if (info === INDEFINITE && major >= 2 && major <= 5) return null;
    if (info > 27) throw new BadSeal("E_CBOR");
    return this.take(2 ** (info - 24)).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }

  simple(info, mayBreak) {
    if (info === 20) return false;
    if (info === 21) return true;
    if (info === 22) return null;
    if (info === INDEFINITE && mayBreak) return BREAK;
    throw new BadSeal("E_CBOR");
  }

  octets(length, major, depth) {
    if (length !== null) return this.take(this.size(length)).slice();
    const parts = [];
    for (;;) {
      const first = this.take(1)[0];
      if (first === 0xff) return joined(parts);
      if (first >> 5 !== major || (first & 31) === INDEFINITE) throw new BadSeal("E_CBOR");
      parts.push(this.take(this.size(this.argument(first & 31, major))).slice());
    }
  }

  text(length, depth) {
    try {
      return utf8.decode(this.octets(length, 3, depth));
    } catch (error) {
      throw error instanceof BadSeal ? error : new BadSeal("E_CBOR");
    }
  }

  list(length, depth) {
    const items = [];
    const count = length === null ? Infinity : this.size(length);
    while (items.length < count) {
      const item = this.item(depth + 1, length === null);
      if (item === BREAK) break;
      items.push(item);
    }
    return items;
  }

  map(length, depth) {
    const map = new CborMap();
    const count = length === null ? Infinity : this.size(length);
    for (let done = 0; done < count; done += 1) {
      const key = this.item(depth + 1, length === null);
      if (key === BREAK) break;
      map.set(key, this.item(depth + 1));
    }
    return map;
  }

  // A length as a number; more than there can be is unreadable.
  size(length) {
    if (length > BigInt(this.raw.length)) throw new BadSeal("E_CBOR");
    return Number(length);
  }
}

// The one encoding of a value made of the types above; plain numbers are taken as whole.
export function encode(value) {
  if (value === null) return Uint8Array.of(0xf6);
  if (typeof value === "boolean") return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (typeof value === "number") return encode(BigInt(value));
  if (typeof value === "bigint") return value >= 0n ? head(0, value) : head(1, -1n - value);
  if (value instanceof Uint8Array) return joined([head(2, BigInt(value.length)), value]);
  if (typeof value === "string") return encodeText(value);
  if (Array.isArray(value)) return joined([head(4, BigInt(value.length)), ...value.map(encode)]);
  if (value instanceof CborMap) return encodeMap(value);
  throw new BadSeal("E_CBOR");
}

function encodeText(text) {
  if (text.normalize("NFC") !== text) throw new BadSeal("E_NONCANONICAL");
  const raw = new TextEncoder().encode(text);
  return joined([head(3, BigInt(raw.length)), raw]);
}

function encodeMap(map) {
  const pairs = map.pairs().map(([key, value]) => [encode(key), encode(value)]);
  pairs.sort(([one], [other]) => compare(one, other));
  return joined([head(5, BigInt(map.size)), ...pairs.flat()]);
}

function compare(one, other) {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    if (one[index] !== other[index]) return one[index] - other[index];
  }
  return one.length - other.length;
}

function head(major, number) {
  if (number < 24n) return Uint8Array.of((major << 5) | Number(number));
  const power = number < 1n << 8n ? 0 : number < 1n << 16n ? 1 : number < 1n << 32n ? 2 : 3;
  const raw = new Uint8Array(1 + 2 ** power);
  raw[0] = (major << 5) | (24 + power);
  for (let index = raw.length - 1, rest = number; index > 0; index -= 1, rest >>= 8n) {
    raw[index] = Number(rest & 255n);
  }
  return raw;
}
