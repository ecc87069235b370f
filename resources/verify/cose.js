// COSE_Sign1, untagged, with the few headers KB1 allows (RFC 9052 §4.2, RFC 9864).

import { isEqual, sha256 } from "./bytes.js";
import { CborMap, decode, encode } from "./cbor.js";
import { BadSeal } from "./codes.js";
import { ED25519, ESP256, isSignedBy } from "./signatures.js";

export async function keyId(publicKey) {
  return (await sha256(publicKey)).slice(0, 8);
}

// A COSE_Sign1 taken apart, nothing proved yet. E_CBOR, E_NONCANONICAL, E_COSE, E_ALG.
export function open1(raw, aad) {
  const parts = decode(raw);
  const isWhole = Array.isArray(parts) && parts.length === 4;
  if (!isWhole || !(parts[1] instanceof CborMap) || parts[1].size) throw new BadSeal("E_COSE");
  const [protectedHeader, , payload, signature] = parts;
  if (![protectedHeader, payload, signature].every((part) => part instanceof Uint8Array)) {
    throw new BadSeal("E_COSE");
  }
  if (signature.length !== 64) throw new BadSeal("E_COSE");
  const { algorithm, kid } = readHeader(protectedHeader);
  const aadBytes = new TextEncoder().encode(aad);
  const message = encode(["Signature1", protectedHeader, aadBytes, payload]);
  return { algorithm, kid, payload, signature, message };
}

// Prove that `signed` is by `publicKey`. E_ALG, E_SIGNATURE.
export async function check1(signed, publicKey, algorithm = ED25519) {
  if (signed.algorithm !== algorithm) throw new BadSeal("E_ALG");
  if (signed.kid !== null && !isEqual(signed.kid, await keyId(publicKey))) {
    throw new BadSeal("E_SIGNATURE");
  }
  if (!(await isSignedBy(publicKey, algorithm, signed.signature, signed.message))) {
    throw new BadSeal("E_SIGNATURE");
  }
}

export function kidOf(signed) {
  if (signed.kid === null) throw new BadSeal("E_COSE");
  return signed.kid;
}

function readHeader(raw) {
  const header = decode(raw);
  const isKnown = header instanceof CborMap && header.pairs().every(([key]) => key === 1n || key === 4n);
  if (!isKnown) throw new BadSeal("E_COSE");
  const algorithm = header.get(1);
  if (algorithm !== BigInt(ED25519) && algorithm !== BigInt(ESP256)) throw new BadSeal("E_ALG");
  const kid = header.has(4) ? header.get(4) : null;
  if (kid !== null && !(kid instanceof Uint8Array && kid.length === 8)) throw new BadSeal("E_COSE");
  if (header.has(4) && kid === null) throw new BadSeal("E_COSE");
  return { algorithm: Number(algorithm), kid };
}
