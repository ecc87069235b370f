// The two signature algorithms: Ed25519 by WebCrypto where the browser has it, and ESP256.

import { verifyAsync } from "./vendor/noble-ed25519.js";

export const ED25519 = -19;
export const ESP256 = -9;

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

export function algorithmOf(publicKey) {
  return { 32: ED25519, 33: ESP256 }[publicKey.length] ?? null;
}

// Whether `signature` (64 bytes; r || s for ESP256) over `message` is by `publicKey`.
export async function isSignedBy(publicKey, algorithm, signature, message) {
  if (algorithmOf(publicKey) !== algorithm || signature.length !== 64) return false;
  try {
    return algorithm === ED25519
      ? await ed25519(publicKey, signature, message)
      : await esp256(publicKey, signature, message);
  } catch {
    return false;
  }
}

async function ed25519(publicKey, signature, message) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  } catch {
    return verifyAsync(signature, message, publicKey, { zip215: false });
  }
  return crypto.subtle.verify("Ed25519", key, signature, message);
}

async function esp256(publicKey, signature, message) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("raw", uncompressed(publicKey), curve, false, [
    "verify",
  ]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, message);
}

// SEC 1 §2.3.4: y² = x³ − 3x + b over P-256, whose square roots are powers of (p + 1) / 4.
function uncompressed(publicKey) {
  if (publicKey[0] !== 2 && publicKey[0] !== 3) throw new Error("not a compressed point");
  const x = publicKey.subarray(1).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  if (x >= P) throw new Error("not a point");
  const square = (((x * x - 3n) * x + B) % P + P) % P;
  let y = power(square, (P + 1n) / 4n);
  if ((y * y) % P !== square) throw new Error("not on the curve");
  if ((y & 1n) !== BigInt(publicKey[0] & 1)) y = P - y;
  const raw = new Uint8Array(65);
  raw[0] = 4;
  raw.set(publicKey.subarray(1), 1);
  for (let index = 64, rest = y; index > 32; index -= 1, rest >>= 8n) {
    raw[index] = Number(rest & 255n);
  }
  return raw;
}

function power(base, exponent) {
  let result = 1n;
  for (let rest = exponent, square = base; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}
