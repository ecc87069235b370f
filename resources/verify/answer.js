// The answer as the holder of the paper sees it: one band, then what the code says.

import { areasTable, counted } from "./areas.js";
import { foreignWords } from "./foreign.js";
import { drawn, made } from "./making.js";
import { certificateNumber } from "./number.js";
import { dayWords, filled, momentWords, shortDay } from "./words.js";

const BANDS = {
  VALID: ["good", "check"],
  GENUINE_STATUS_UNCERTAIN: ["unsure", "mark"],
  SUSPENDED: ["unsure", "mark"],
  PRACTICE: ["unsure", "mark"],
  UNKNOWN_ISSUER: ["unsure", "mark"],
  FOREIGN: ["unsure", "mark"],
};
const RING = "M4 50 A46 46 0 1 1 96 50 A46 46 0 1 1 4 50";
const SIGNS = {
  check: "M32 50 L45 63 L69 37",
  mark: "M50 27 L50 56 M50 69 L50 71",
  cross: "M35 35 L65 65 M65 35 L35 65",
};
const CARD = [
  "M14 22 H86 Q94 22 94 30 V70 Q94 78 86 78 H14 Q6 78 6 70 V30 Q6 22 14 22",
  "M34 34 A9 9 0 1 1 33.9 34 M20 66 Q21 55 34 55 Q47 55 48 66",
  "M60 42 H80 M60 56 H80",
];
const [LONG_TITLE, COMPARED] = [16, ["VALID", "GENUINE_STATUS_UNCERTAIN", "EXPIRED"]];

// The answer to a code. `foreign`: what it is where it is no certificate of ours, else null.
export function answerView(verdict, profile, words, language, foreign) {
  const answer = foreign ? "FOREIGN" : verdict.answer;
  const parts = [band(verdict, answer, words, language)];
  const text = foreign ? ["", foreignWords(foreign, language)] : explanation(verdict, words);
  const note = noteOf(text);
  if (note) parts.push(note);
  if (verdict.certificate?.isProtected) parts.push(numberOnly(verdict.certificate, words));
  else if (verdict.certificate) parts.push(...paper(verdict, profile, words, language));
  return parts;
}

// A protected person's paper: its number and status, and nothing else that the code carries.
function numberOnly(certificate, words) {
  const number = filled(words.number, { number: certificateNumber(certificate.id) });
  const lines = [made("p", { text: number, name: "strong" }), made("p", { text: words.protectedPerson })];
  return made("section", { name: "facts", children: lines });
}

// What the node's register says of a typed number: status and profile, never a name.
export function numberView(found, profile, words, language) {
  const isUnknown = found.status === "UNKNOWN";
  const [title, text] = isUnknown ? words.unknownNumber : numberWords(found.status, words);
  const looks = isUnknown ? BANDS.UNKNOWN_ISSUER : (BANDS[found.status] ?? ["bad", "cross"]);
  const view = bandOf(looks, title, "");
  view.dataset.answer = found.status;
  const note = noteOf(["", text, isUnknown ? "" : words.onlyNumber]);
  const role = profile ? `${profile.role[language]} · ${profile.level[language]}` : found.profile;
  const facts = [filled(words.number, { number: found.number }), role].filter(Boolean);
  return [view, note, made("section", { name: "facts", children: facts.map((line) => made("p", { text: line })) })];
}

function numberWords(status, words) {
  if (status === "VALID") return [words.valid.full, ""];
  const [title, under, strong] = words.answers[status];
  return [title, strong || under];
}

// As of which list, and when it was asked (on paper only). `issued`: of the list, in seconds.
export function footLines(verdict, profile, words, language, today, issued) {
  const day = verdict.statusDay;
  const isOld = day !== null && today - day > 7;
  const facts = isOld ? { day: dayWords(day, language), n: today - day } : momentWords(issued ?? 0, language);
  const status = day === null ? words.noList : filled(isOld ? words.listOld : words.listOf, facts);
  const lines = [made("p", { text: status })];
  if (verdict.code !== "OK") lines.push(made("p", { text: filled(words.code, { code: verdict.code }) }));
  if (profile && verdict.certificate && !verdict.certificate.isProtected) {
    lines.push(made("p", { text: profile.label[language] }));
  }
  const asked = filled(words.checked, momentWords(Date.now() / 1000, language));
  return [...lines, made("p", { text: asked, name: "printed" })];
}

function band(verdict, answer, words, language) {
  const title = headline(verdict, answer, words, language);
  const under = termLine(verdict, words, language) || (words.answers[answer]?.[1] ?? "");
  const view = bandOf(BANDS[answer] ?? ["bad", "cross"], title, words.doubts[verdict.code] ? "" : under);
  view.dataset.answer = verdict.answer;
  view.dataset.code = verdict.code;
  return view;
}

function bandOf([tone, icon], title, under) {
  const head = made("h2", { text: title, name: title.length > LONG_TITLE ? "long" : "" });
  head.tabIndex = -1; // where a screen reader goes on once there is an answer
  const lines = under ? [head, made("p", { text: under })] : [head];
  const sign = drawn(RING, SIGNS[icon]);
  return made("section", { name: `band ${tone}`, children: [sign, made("div", { children: lines })] });
}

function headline(verdict, answer, words, language) {
  if (answer === "VALID") {
    const { isProtected, kind } = verdict.certificate;
    return words.valid[isProtected ? "full" : kind];
  }
  const [title] = words.doubts[verdict.code] ?? words.answers[answer];
  const day = verdict.statusDay === null ? "" : shortDay(verdict.statusDay, language);
  return filled(title, { day });
}

function termLine(verdict, words, language) {
  const { certificate, answer } = verdict;
  if (!certificate || certificate.isProtected || !["VALID", "EXPIRED"].includes(answer)) return "";
  if (certificate.validTo === null) return words.noEnd;
  const text = answer === "EXPIRED" ? words.ended : words.until;
  return filled(text, { day: dayWords(certificate.validTo, language) });
}

function explanation(verdict, words) {
  const doubt = words.doubts[verdict.code];
  if (doubt) return [words.genuine, doubt[1]];
  return words.answers[verdict.answer].slice(2);
}

function noteOf([strong, ...texts]) {
  const lines = texts.filter(Boolean).map((text) => made("p", { text }));
  if (strong) lines.unshift(made("p", { text: strong, name: "strong" }));
  return lines.length ? made("section", { name: "note", children: lines }) : null;
}

function paper(verdict, profile, words, language) {
  const { certificate } = verdict;
  const parts = [person(certificate, profile, words, language)];
  if (COMPARED.includes(verdict.answer)) parts.push(compare(certificate, words));
  if (verdict.answer === "VALID") {
    return [...parts, areasTable(certificate, profile, words, language), below(verdict, words, language)];
  }
  return [...parts, details(verdict, profile, words, language)];
}

function person(certificate, profile, words, language) {
  const role = profile ? profile.role[language] : certificate.profile;
  const level = profile?.level[language];
  const lines = [made("h3", { text: certificate.name })];
  if (certificate.birthDay !== null) {
    const text = filled(words.born, { day: dayWords(certificate.birthDay, language) });
    lines.push(made("p", { text, name: "born" }));
  }
  const parts = [made("strong", { text: role }), level ? ` · ${level}` : ""];
  lines.push(made("p", { name: "role", children: parts }));
  return made("section", { name: "person", children: lines });
}

function compare(certificate, words) {
  const text = certificate.birthDay === null ? words.compareName : words.compare;
  return made("p", { name: "compare", children: [drawn(...CARD), made("span", { text })] });
}

function below(verdict, words, language) {
  const { certificate, accreditation } = verdict;
  const issued = filled(words.issued, { day: dayWords(certificate.issued, language) });
  const number = filled(words.number, { number: certificateNumber(certificate.id) });
  const lines = [made("p", { text: certificate.centre ?? accreditation.centre, name: "strong" })];
  lines.push(made("p", { text: issued }), made("p", { text: number }));
  return made("section", { name: "facts", children: lines });
}

// What the paper says, in rows. A certificate that does not count shows no level to anybody.
function details(verdict, profile, words, language) {
  const { certificate, accreditation, answer } = verdict;
  const isShown = COMPARED.includes(answer);
  const hidden = answer === "REVOKED" ? words.hiddenRevoked : words.hidden;
  const numbers = counted(certificate, profile);
  const reached = filled(numbers.isKnown ? words.reachedShort : words.shownShort, numbers);
  const end = certificate.validTo === null ? words.noEnd : dayWords(certificate.validTo, language);
  const rows = [
    ...(isShown ? [[words.areas, reached]] : []),
    [words.issuedOn, dayWords(certificate.issued, language)],
    ...(isShown && answer !== "EXPIRED" ? [[words.untilOn, end]] : []),
    [words.centre, certificate.centre ?? accreditation.centre],
    [words.numberIs, certificateNumber(certificate.id)],
    ...(isShown ? [] : [[words.areas, hidden]]),
  ];
  const list = rows.flatMap(([name, value]) => [made("dt", { text: name }), made("dd", { text: value })]);
  const parts = [made("dl", { children: list })];
  if (isShown) {
    const summary = made("summary", { text: words.showAreas });
    parts.push(made("details", { children: [summary, areasTable(certificate, profile, words, language)] }));
  }
  return made("section", { name: "details", children: parts });
}
