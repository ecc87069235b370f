// What a certificate and an accreditation state (certificate.md, KB1).

import { decode } from "./cbor.js";
import { Fields, badShape, checkedText } from "./shape.js";
import { ED25519, ESP256, algorithmOf } from "./signatures.js";

export const CREDITED = 14;
const PADDING = 15;
const PRACTICE = 15;
const KINDS = { 1: "partial", 2: "statement" };
const PROFILE = /^[A-Z0-9]+(?:-[A-Z0-9]+)*\/[0-9]{1,3}$/;
const PROFILE_CODE = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;
const MAX_WINDOW_DAYS = 120;
const MAX_STATUS_INDEX = 2 ** 25 - 1;
const is = (...sizes) => (size) => sizes.includes(size);

export function certificateFrom(raw) {
  const fields = new Fields(decode(raw), [1, 2, 4, 5, 6, 8], [3, 7, 9, 10, 11, 12]);
  const { kind, isPractice } = readKind(fields);
  const claims = {
    id: fields.octets(1, is(10)),
    name: fields.text(2, 80),
    birthDay: fields.has(3) ? fields.birthDay(3) : null,
    profile: matching(PROFILE, fields.text(4, 16)),
    levels: unpackLevels(fields.octets(5, (size) => size >= 1 && size <= 32)),
    issued: fields.day(6),
    validTo: fields.has(7) ? fields.day(7) : null,
    statusIndex: fields.integer(8, 0, MAX_STATUS_INDEX),
    kind,
    isPractice,
    replaces: fields.has(10) ? fields.octets(10, is(10)) : null,
    centre: fields.has(11) ? fields.text(11, 80) : null,
    isProtected: fields.has(12) && fields.integer(12, 1, 1) === 1,
  };
  if (claims.validTo !== null && claims.validTo < claims.issued) throw badShape();
  return claims;
}

export function accreditationFrom(raw) {
  const fields = new Fields(decode(raw), [1, 2, 3, 4, 5, 6, 7, 8], [9]);
  const publicKey = fields.octets(2, is(32, 33));
  const codes = fields.items(5, 1, 64).map((code) => checkedText(code, 12));
  const claims = {
    number: fields.integer(1),
    publicKey,
    algorithm: readAlgorithm(fields, publicKey),
    assessor: fields.text(3, 80),
    centre: fields.text(4, 80),
    profiles: codes.map((code) => matching(PROFILE_CODE, code)),
    firstDay: fields.day(6),
    lastDay: fields.day(7),
    serial: fields.integer(8),
  };
  const window = claims.lastDay - claims.firstDay;
  if (window < 0 || window >= MAX_WINDOW_DAYS) throw badShape();
  return claims;
}

function unpackLevels(raw) {
  const levels = [...raw].flatMap((octet) => [octet >> 4, octet & 15]);
  if (levels.at(-1) === PADDING) levels.pop();
  if (levels.some((level) => level > 4 && level !== CREDITED)) throw badShape();
  return levels;
}

function readKind(fields) {
  if (!fields.has(9)) return { kind: "full", isPractice: false };
  const number = fields.integer(9);
  if (number === PRACTICE) return { kind: "full", isPractice: true };
  if (!(number in KINDS)) throw badShape();
  return { kind: KINDS[number], isPractice: false };
}

function readAlgorithm(fields, publicKey) {
  const stated = fields.has(9) ? fields.integer(9, ESP256, ESP256) : ED25519;
  if (stated !== algorithmOf(publicKey)) throw badShape();
  return stated;
}

function matching(pattern, value) {
  if (!pattern.test(value)) throw badShape();
  return value;
}
