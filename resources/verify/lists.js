// The lists a verifier believes: the trust list a pinned root signed, the node's status bundle.

import { hex, isEqual } from "./bytes.js";
import { CborMap, decode } from "./cbor.js";
import { BadSeal } from "./codes.js";
import { check1, keyId, kidOf, open1 } from "./cose.js";
import { inflate } from "./inflate.js";
import { Fields, badShape } from "./shape.js";
import { algorithmOf } from "./signatures.js";

const MAX_KEYS = 10000;
const MAX_WINDOW_DAYS = 397;
const MAX_SEALS = 200000;
const LIMIT = 8 * 2 ** 20;
const [NEXT_UPDATE, HARD_EXPIRY] = [7 * 86400, 90 * 86400];
export const [ACTIVE, WITHDRAWN, COMPROMISED] = [0, 1, 2];
export const CERTIFICATE_STATES = ["VALID", "SUSPENDED", "REVOKED", "REPLACED"];

// Trust with nothing in it but the pinned roots' public keys.
export const newTrust = (roots) => ({ roots, trustList: null, status: null, statusBytes: null });

// Trust with this trust list, without a status it does not support. E_ROLLBACK, E_UNKNOWN_KEY.
export async function withTrustList(trust, raw) {
  const offered = await readTrustList(await provedByRoot(raw, trust.roots, "KB1-trust"));
  const held = trust.trustList;
  if (held && isOlder([offered.serial, offered.issued], [held.serial, held.issued])) {
    throw new BadSeal("E_ROLLBACK");
  }
  const next = { ...newTrust(trust.roots), trustList: offered };
  return trust.statusBytes === null ? next : withStatusIfAuthorised(next, trust.statusBytes);
}

// Trust with this bundle in place of the one held. E_ROLLBACK, E_NODE_AUTH, E_BUNDLE_SIZE.
export async function withStatus(trust, raw) {
  const { statement, delegation } = openBundle(raw);
  const windows = await authorisedNode(trust, kidOf(statement), delegation);
  const { publicKey } = windows[0];
  await check1(statement, publicKey, algorithmOf(publicKey));
  const offered = await readStatus(statement.payload);
  const day = Math.floor(offered.issued / 86400);
  if (!windows.some((key) => key.firstDay <= day && day <= key.lastDay)) {
    throw new BadSeal("E_NODE_AUTH");
  }
  const held = trust.status;
  if (held && isOlder([offered.sequence, offered.issued], [held.sequence, held.issued])) {
    throw new BadSeal("E_ROLLBACK");
  }
  return { ...trust, status: offered, statusBytes: raw };
}

// Trust from lists kept since before; a bundle whose node is named no more is left out.
export async function loadTrust(roots, trustList, status) {
  let trust = newTrust(roots);
  if (trustList) trust = await withTrustList(trust, trustList);
  return status ? withStatusIfAuthorised(trust, status) : trust;
}

async function withStatusIfAuthorised(trust, raw) {
  try {
    return await withStatus(trust, raw);
  } catch (error) {
    if (error instanceof BadSeal && error.code === "E_NODE_AUTH") return trust;
    throw error;
  }
}

const isOlder = (one, other) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

async function readTrustList(payload) {
  const fields = new Fields(decode(payload), [1, 2, 3, 4]);
  const authorities = await readKeys(fields.items(3, 0, MAX_KEYS));
  const nodes = await readKeys(fields.items(4, 0, MAX_KEYS));
  return { serial: fields.integer(1), issued: fields.second(2), authorities, nodes };
}

async function readKeys(entries) {
  return Promise.all(entries.map((entry) => readKey(new Fields(entry, [1, 2, 3, 4]))));
}

async function readKey(fields) {
  const key = {
    publicKey: fields.octets(1, (size) => size === 32 || size === 33),
    name: fields.text(2, 80),
    firstDay: fields.day(3),
    lastDay: fields.day(4),
  };
  const window = key.lastDay - key.firstDay;
  if (window < 0 || window >= MAX_WINDOW_DAYS) throw badShape();
  return { ...key, kid: await keyId(key.publicKey) };
}

async function provedByRoot(raw, roots, aad) {
  const signed = open1(raw, aad);
  const kid = kidOf(signed);
  for (const root of roots) {
    if (isEqual(await keyId(root), kid)) {
      await check1(signed, root, algorithmOf(root));
      return signed.payload;
    }
  }
  throw new BadSeal("E_UNKNOWN_KEY");
}

// The node's windows of days, at least one.
async function authorisedNode(trust, kid, rawDelegation) {
  const { node, serial } = await readDelegation(rawDelegation, trust.roots, kid);
  if (serial > (trust.trustList?.serial ?? 0)) return [node];
  const listed = (trust.trustList?.nodes ?? []).filter((key) => isEqual(key.kid, kid));
  if (listed.length === 0) throw new BadSeal("E_NODE_AUTH");
  return listed;
}

async function readDelegation(raw, roots, kid) {
  try {
    const fields = new Fields(decode(await provedByRoot(raw, roots, "KB1-node")), [1, 2, 3, 4, 5]);
    const node = await readKey(fields);
    if (!isEqual(node.kid, kid)) throw new BadSeal("E_NODE_AUTH");
    return { node, serial: fields.integer(5) };
  } catch (error) {
    throw error instanceof BadSeal ? new BadSeal("E_NODE_AUTH") : error;
  }
}

function openBundle(raw) {
  if (raw.length > LIMIT) throw new BadSeal("E_BUNDLE_SIZE");
  const parts = decode(raw);
  if (!Array.isArray(parts) || parts.length !== 3) throw badShape();
  if (parts[0] !== 1n) throw new BadSeal("E_VERSION");
  if (!parts.slice(1).every((part) => part instanceof Uint8Array)) throw badShape();
  return { statement: open1(parts[1], "KB1-status"), delegation: parts[2] };
}

async function readStatus(payload) {
  const fields = new Fields(decode(await inflate(payload, LIMIT)), [1, 2, 3, 4, 5]);
  const status = {
    sequence: fields.integer(1),
    issued: fields.second(2),
    nextUpdate: fields.second(3),
    hardExpiry: fields.second(4),
    seals: readSeals(fields.raw(5)),
  };
  const [fresh, last] = [status.nextUpdate - status.issued, status.hardExpiry - status.issued];
  if (fresh < 0 || fresh > NEXT_UPDATE || last < fresh || last > HARD_EXPIRY) throw badShape();
  return status;
}

function readSeals(value) {
  if (!(value instanceof CborMap) || value.size > MAX_SEALS) throw badShape();
  const isKid = ([kid]) => kid instanceof Uint8Array && kid.length === 8;
  if (!value.pairs().every(isKid)) throw badShape();
  return new Map(value.pairs().map(([kid, entry]) => [hex(kid), readSeal(entry)]));
}

function readSeal(entry) {
  if (!Array.isArray(entry) || entry.length !== 4) throw badShape();
  const map = new CborMap();
  entry.forEach((part, index) => map.set(BigInt(index), part));
  const fields = new Fields(map, [0, 1, 2, 3]);
  const [state, since] = [fields.integer(0, 0, 2), fields.day(1)];
  const good = fields.items(3, 0, 2 ** 20);
  const isMark = (mark) => mark instanceof Uint8Array && mark.length === 8;
  const bits = fields.octets(2, () => true);
  if (!good.every(isMark) || new Set(good.map(hex)).size !== good.length) throw badShape();
  return { state, since: state === ACTIVE ? null : since, bits, good: new Set(good.map(hex)) };
}

// What the list says of a status index: two bits, index 0 leftmost; past its end all is valid.
export function certificateState(seal, index) {
  const octet = seal.bits[Math.floor(index / 4)] ?? 0;
  return CERTIFICATE_STATES[(octet >> (6 - 2 * (index % 4))) & 3];
}
