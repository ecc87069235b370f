// The text in the QR: an address, a number sign and the signed bytes as decimal digits.

import { decode } from "./cbor.js";
import { BadSeal } from "./codes.js";

const TEXT = /^https:\/\/[a-z0-9](?:[a-z0-9.-]{0,22}[a-z0-9])?\/v#([1-9][0-9]{19,3999})$/;
const MAX_TEXT = 8 + 24 + 3 + 4000;

// The signed certificate and accreditation in a QR text.
export function readText(text) {
  const match = text.length <= MAX_TEXT && !text.includes("\n") ? TEXT.exec(text) : null;
  if (!match) throw new BadSeal("E_TEXT");
  const marked = bytesOf(BigInt(match[1]));
  if (marked[0] !== 1) throw new BadSeal("E_TEXT");
  const parts = decode(marked.slice(1));
  if (!Array.isArray(parts) || typeof parts[0] !== "bigint") throw new BadSeal("E_SHAPE");
  if (parts[0] !== 1n) throw new BadSeal("E_VERSION");
  const isWhole = parts.length === 3 && parts.slice(1).every((part) => part instanceof Uint8Array);
  if (!isWhole) throw new BadSeal("E_SHAPE");
  return { cert: parts[1], acc: parts[2] };
}

function bytesOf(number) {
  const digits = number.toString(16);
  const even = digits.length % 2 ? `0${digits}` : digits;
  return Uint8Array.from(even.match(/../g), (pair) => parseInt(pair, 16));
}
