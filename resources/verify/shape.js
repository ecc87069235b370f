// Typed fields out of a decoded map; anything unforeseen is E_SHAPE. Days count from 1970-01-01.

import { CborMap } from "./cbor.js";
import { BadSeal } from "./codes.js";

const [FIRST_DAY, LAST_DAY] = [-40000, 80000];
const LAST_SECOND = LAST_DAY * 86400;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
// What Python's str.strip takes away at an edge.
const EDGE_SPACE = /^[\s\u001c-\u001f\u0085]|[\s\u001c-\u001f\u0085]$/;

export const badShape = () => new BadSeal("E_SHAPE");

export class Fields {
  constructor(value, needed, optional = []) {
    if (!(value instanceof CborMap) || !needed.every((key) => value.has(key))) throw badShape();
    const known = new Set([...needed, ...optional].map((key) => BigInt(key)));
    if (!value.pairs().every(([key]) => known.has(key))) throw badShape();
    this.values = value;
  }

  has(key) {
    return this.values.has(key);
  }

  raw(key) {
    return this.values.get(key);
  }

  integer(key, least = 0, most = 2 ** 53) {
    const value = this.raw(key);
    if (typeof value !== "bigint" || value < BigInt(least) || value > BigInt(most)) {
      throw badShape();
    }
    return Number(value);
  }

  octets(key, isRightSize) {
    const value = this.raw(key);
    if (!(value instanceof Uint8Array) || !isRightSize(value.length)) throw badShape();
    return value;
  }

  text(key, most) {
    return checkedText(this.raw(key), most);
  }

  items(key, least, most) {
    const value = this.raw(key);
    if (!Array.isArray(value) || value.length < least || value.length > most) throw badShape();
    return value;
  }

  day(key) {
    return this.integer(key, 0, LAST_DAY);
  }

  birthDay(key) {
    return this.integer(key, FIRST_DAY, LAST_DAY);
  }

  second(key) {
    return this.integer(key, 0, LAST_SECOND);
  }
}

// `value` as a printable text of 1 to `most` bytes in UTF-8.
export function checkedText(value, most) {
  if (typeof value !== "string" || !value) throw badShape();
  if (new TextEncoder().encode(value).length > most) throw badShape();
  if (EDGE_SPACE.test(value) || UNPRINTABLE.test(value)) throw badShape();
  return value;
}
