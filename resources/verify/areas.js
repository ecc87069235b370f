// The areas of a certificate with their levels, and how many meet what is asked.

import { CREDITED } from "./claims.js";
import { made } from "./making.js";
import { filled } from "./words.js";

// How many areas reach what the profile asks; of an unknown profile, how many are assessed.
export function counted(certificate, profile) {
  const known = knownBy(certificate, profile);
  const { levels } = certificate;
  const n = levels.filter((level, index) => (known ? meets(known, level, index) : level > 0)).length;
  return { isKnown: known !== null, n, all: levels.length };
}

export function areasTable(certificate, profile, words, language) {
  const known = knownBy(certificate, profile);
  const rows = certificate.levels.map((level, index) => {
    const name = known ? known.areas[index].name[language] : filled(words.area, { n: index + 1 });
    const tone = level === 0 ? "none" : known && !meets(known, level, index) ? "below" : "met";
    const head = made("th", { text: name });
    head.setAttribute("scope", "row");
    return made("tr", { name: tone, children: [head, ...levelCells(level, profile, words, language)] });
  });
  const { isKnown, ...numbers } = counted(certificate, profile);
  const caption = made("caption", { text: filled(isKnown ? words.reached : words.shown, numbers) });
  return made("table", { children: [caption, made("tbody", { children: rows })] });
}

const knownBy = (certificate, profile) =>
  profile?.areas.length === certificate.levels.length ? profile : null;

const meets = (known, level, index) => level === CREDITED || level >= known.areas[index].required;

function levelCells(level, profile, words, language) {
  if (level === CREDITED) return cells("✓", words.credited);
  if (level === 0) return cells("–", words.notAssessed);
  const step = profile?.scale[level - 1]?.[language];
  return cells(String(level), step ?? filled(words.step, { n: level }));
}

const cells = (mark, text) => [made("td", { text: mark, name: "mark" }), made("td", { text })];
