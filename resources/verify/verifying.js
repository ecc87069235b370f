// One question about a QR text, answered here: is it genuine, and does it count. The same order,
// answers and codes as app/seal/verifying.py; the same vectors prove both.

import { hex, sha256 } from "./bytes.js";
import { readText } from "./carrier.js";
import { accreditationFrom, certificateFrom } from "./claims.js";
import { BadSeal } from "./codes.js";
import { check1, keyId, kidOf, open1 } from "./cose.js";
import { COMPROMISED, WITHDRAWN, certificateState } from "./lists.js";
import { algorithmOf } from "./signatures.js";

const GRACE_DAYS = 1;
const dayOf = (second) => Math.floor(second / 86400);

// The verdict on a text on the day `today` (days since 1970). Never throws for a text.
export async function verify(text, trust, today) {
  const dates = {
    statusDay: trust.status && dayOf(trust.status.issued),
    trustDay: trust.trustList && dayOf(trust.trustList.issued),
  };
  try {
    return { ...(await judge(await read(text), trust, today)), ...dates };
  } catch (error) {
    if (!(error instanceof BadSeal)) throw error;
    return { answer: "NOT_GENUINE", code: error.code, ...dates };
  }
}

async function read(text) {
  const { cert, acc } = readText(text);
  const signedCertificate = open1(cert, "KB1-cert");
  const signedAccreditation = open1(acc, "KB1-acc");
  return {
    signedCertificate,
    signedAccreditation,
    certificate: certificateFrom(signedCertificate.payload),
    accreditation: accreditationFrom(signedAccreditation.payload),
    hash: await sha256(cert),
  };
}

async function judge(paper, trust, today) {
  const { certificate, accreditation } = paper;
  const isKnown = await isAccreditedByKnown(paper, trust);
  if (!isKnown && !certificate.isPractice) {
    return { answer: "UNKNOWN_ISSUER", code: "E_UNKNOWN_KEY" };
  }
  await check1(paper.signedCertificate, accreditation.publicKey, accreditation.algorithm);
  const [answer, code] = certificate.isPractice
    ? ["PRACTICE", "E_PRACTICE"]
    : await standing(paper, trust.status, today);
  return { answer, code, certificate, accreditation };
}

// Whether a listed authority signed the accreditation; BadSeal when one is only claimed.
async function isAccreditedByKnown(paper, trust) {
  const kid = hex(kidOf(paper.signedAccreditation));
  const listed = (trust.trustList?.authorities ?? []).filter((key) => hex(key.kid) === kid);
  for (const authority of listed) {
    await check1(paper.signedAccreditation, authority.publicKey, algorithmOf(authority.publicKey));
  }
  const day = paper.accreditation.firstDay;
  return listed.some((authority) => authority.firstDay <= day && day <= authority.lastDay);
}

async function standing(paper, status, today) {
  const { certificate, accreditation } = paper;
  if (certificate.issued > today + GRACE_DAYS) throw new BadSeal("E_FUTURE");
  const seal = status?.seals.get(hex(await keyId(accreditation.publicKey))) ?? null;
  const fault =
    accreditationFault(accreditation, certificate) ?? (seal && sealFault(seal, paper));
  if (fault) return ["NOT_ACCREDITED", fault];
  const state = seal ? certificateState(seal, certificate.statusIndex) : "VALID";
  if (state !== "VALID") return [state, "E_STATUS"];
  if (certificate.validTo !== null && certificate.validTo < today) return ["EXPIRED", "E_EXPIRED"];
  const doubt = doubtOf(status, seal, today);
  return doubt ? ["GENUINE_STATUS_UNCERTAIN", doubt] : ["VALID", "OK"];
}

function accreditationFault(accreditation, certificate) {
  const { firstDay, lastDay, profiles } = accreditation;
  if (certificate.issued < firstDay || certificate.issued > lastDay) return "E_ACC_DATE";
  return profiles.includes(certificate.profile.split("/")[0]) ? null : "E_ACC_ROLE";
}

function sealFault(seal, paper) {
  if (seal.state === COMPROMISED && !seal.good.has(hex(paper.hash.slice(0, 8)))) {
    return "E_KEY_COMPROMISED";
  }
  if (seal.state === WITHDRAWN && paper.certificate.issued >= seal.since) return "E_ACC_WITHDRAWN";
  return null;
}

function doubtOf(status, seal, today) {
  if (!status) return "W_NO_STATUS";
  if (dayOf(status.hardExpiry) < today) return "W_STATUS_EXPIRED";
  if (!seal) return "W_KEY_NOT_LISTED";
  return dayOf(status.nextUpdate) < today ? "W_STATUS_STALE" : null;
}
