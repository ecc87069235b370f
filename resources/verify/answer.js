// The answer as the holder of the paper sees it: one band, then what the code says.

import { CREDITED } from "./claims.js";
import { certificateNumber } from "./number.js";
import { dayWords, filled } from "./words.js";

const BANDS = {
  VALID: ["good", "check"],
  GENUINE_STATUS_UNCERTAIN: ["unsure", "mark"],
  SUSPENDED: ["unsure", "mark"],
  PRACTICE: ["unsure", "mark"],
  UNKNOWN_ISSUER: ["unsure", "mark"],
};
const PATHS = {
  check: "M32 50 L45 63 L69 37",
  mark: "M50 27 L50 56 M50 69 L50 71",
  cross: "M35 35 L65 65 M65 35 L35 65",
};

// A new element with text and children; text is never markup.
export function made(tag, { text, name, children = [] } = {}) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (name) element.className = name;
  element.append(...children);
  return element;
}

export function answerView(verdict, profile, words, language, today) {
  const parts = [band(verdict, words, language)];
  const explained = explanation(verdict, words);
  if (explained) parts.push(explained);
  if (verdict.certificate?.isProtected) parts.push(numberOnly(verdict.certificate, words));
  else if (verdict.certificate) parts.push(...paper(verdict, profile, words, language, today));
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
  const [tone, icon] = isUnknown ? BANDS.UNKNOWN_ISSUER : (BANDS[found.status] ?? ["bad", "cross"]);
  const view = made("section", { name: `band ${tone}`, children: [sign(icon)] });
  view.append(made("div", { children: [made("h2", { text: title })] }));
  view.dataset.answer = found.status;
  const lines = [text, isUnknown ? "" : words.onlyNumber].filter(Boolean);
  const note = made("section", { name: "note", children: lines.map((line) => made("p", { text: line })) });
  const role = profile ? `${profile.role[language]} · ${profile.level[language]}` : found.profile;
  const facts = [filled(words.number, { number: found.number }), role].filter(Boolean);
  return [view, note, made("section", { name: "facts", children: facts.map((line) => made("p", { text: line })) })];
}

function numberWords(status, words) {
  return status === "VALID" ? [words.valid.full, ""] : words.answers[status];
}

export function footLines(verdict, profile, words, language, today) {
  const day = verdict.statusDay;
  const facts = { day: day === null ? "" : dayWords(day, language), n: today - day };
  const status =
    day === null ? words.noList : filled(today - day > 7 ? words.listOld : words.listOf, facts);
  const lines = [status, filled(words.code, { code: verdict.code })];
  if (profile && verdict.certificate && !verdict.certificate.isProtected) lines.push(profile.label[language]);
  return lines;
}

function band(verdict, words, language) {
  const [tone, icon] = BANDS[verdict.answer] ?? ["bad", "cross"];
  const [title] = headline(verdict, words, language);
  const lines = [made("h2", { text: title })];
  const term = termLine(verdict, words, language);
  if (term) lines.push(made("p", { text: term }));
  const view = made("section", { name: `band ${tone}`, children: [sign(icon)] });
  view.append(made("div", { children: lines }));
  view.dataset.answer = verdict.answer;
  view.dataset.code = verdict.code;
  return view;
}

function headline(verdict, words, language) {
  if (verdict.answer === "VALID") {
    const { isProtected, kind } = verdict.certificate;
    return [words.valid[isProtected ? "full" : kind], ""];
  }
  const doubt = words.doubts[verdict.code];
  const [title, text] = doubt ?? words.answers[verdict.answer];
  const day = verdict.statusDay === null ? "" : dayWords(verdict.statusDay, language);
  return [filled(title, { day }), text];
}

function termLine(verdict, words, language) {
  const { certificate, answer } = verdict;
  if (!certificate || certificate.isProtected || !["VALID", "EXPIRED"].includes(answer)) return "";
  if (certificate.validTo === null) return words.noEnd;
  const text = answer === "EXPIRED" ? words.ended : words.until;
  return filled(text, { day: dayWords(certificate.validTo, language) });
}

function sign(icon) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("aria-hidden", "true");
  const ring = document.createElementNS(space, "circle");
  for (const [key, value] of Object.entries({ cx: 50, cy: 50, r: 46 })) ring.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[icon]);
  svg.append(ring, path);
  return svg;
}

function explanation(verdict, words) {
  const [, text] = words.doubts[verdict.code] ?? words.answers[verdict.answer];
  if (!text) return null;
  const lines = [made("p", { text })];
  if (verdict.answer === "GENUINE_STATUS_UNCERTAIN") {
    lines.unshift(made("p", { text: words.genuine, name: "strong" }));
  }
  return made("section", { name: "note", children: lines });
}

function paper(verdict, profile, words, language) {
  const { certificate, accreditation } = verdict;
  const day = (number) => dayWords(number, language);
  const role = profile ? profile.role[language] : certificate.profile;
  const level = profile?.level[language];
  const born = certificate.birthDay === null ? [] : [
    made("p", { text: filled(words.born, { day: day(certificate.birthDay) }), name: "born" }),
  ];
  return [
    made("section", {
      name: "person",
      children: [
        made("h3", { text: certificate.name }),
        ...born,
        made("p", {
          name: "role",
          children: [made("strong", { text: role }), level ? ` · ${level}` : ""],
        }),
        made("p", { text: words.kind[certificate.kind], name: "kind" }),
      ],
    }),
    made("p", {
      text: certificate.birthDay === null ? words.compareName : words.compare,
      name: "compare",
    }),
    areas(certificate, profile, words, language),
    made("section", {
      name: "facts",
      children: [
        made("p", { text: certificate.centre ?? accreditation.centre, name: "strong" }),
        made("p", { text: accreditation.assessor }),
        made("p", { text: filled(words.issued, { day: day(certificate.issued) }) }),
        made("p", { text: filled(words.number, { number: certificateNumber(certificate.id) }) }),
      ],
    }),
  ];
}

function areas(certificate, profile, words, language) {
  const known = profile?.areas.length === certificate.levels.length ? profile : null;
  const meets = (level, index) => level === CREDITED || (known && level >= known.areas[index].required);
  const all = certificate.levels.length;
  const n = certificate.levels.filter(known ? meets : (level) => level > 0).length;
  const rows = certificate.levels.map((level, index) => {
    const name = known ? known.areas[index].name[language] : filled(words.area, { n: index + 1 });
    const tone = level === 0 ? "none" : known && !meets(level, index) ? "below" : "met";
    return made("tr", {
      name: tone,
      children: [made("th", { text: name }), ...levelCells(level, profile, words, language)],
    });
  });
  rows.forEach((row) => row.firstChild.setAttribute("scope", "row"));
  const caption = made("caption", { text: filled(known ? words.reached : words.shown, { n, all }) });
  return made("table", { children: [caption, made("tbody", { children: rows })] });
}

function levelCells(level, profile, words, language) {
  if (level === CREDITED) return cells("✓", words.credited);
  if (level === 0) return cells("–", words.notAssessed);
  const step = profile?.scale[level - 1]?.[language];
  return cells(String(level), step ?? filled(words.step, { n: level }));
}

const cells = (mark, text) => [made("td", { text: mark, name: "mark" }), made("td", { text })];
