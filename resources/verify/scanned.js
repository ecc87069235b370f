// The code in what a hand scanner typed or a message had; mirrors app/domain/scanned_text.py.

const ADDRESS = "https://intyga/v#";
// As Python knows it: JavaScript's own takes the byte order mark for white and knows no separators.
const WHITE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const GENUINE = /^https:\/\/[a-z0-9.-]{1,24}\/v#[1-9][0-9]{19,3999}$/;
const DIGITS = /[0-9]{60,4000}$/;
const LINK = new RegExp(
  `/v(?:#|%23)([0-9]{60,4000})(?=[^0-9${WHITE}]|[${WHITE}]+[^${WHITE}]*[^0-9${WHITE}])`,
);
const SPACES = new RegExp(`[${WHITE}]+`, "g");
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "g");
const MARKUP = /[<>]|\p{Cf}/gu;
const LONGEST = 8000;

// What the keys 1 2 3 4 5 6 7 8 9 0 give where they do not give digits.
const LAYOUTS = [
  "&é\"'(-è_çà",
  "&é\"'(§è!çà",
  "+ěščřžýáíé",
  "+ľščťžýáíé",
  "123456789ö",
  "ąčęėįšųū90",
  "!@#$%^&*()",
];
const TABLES = LAYOUTS.map((keys) => new Map([...keys].map((key, at) => [key, "1234567890"[at]])));

// The QR text behind `typed`: white space gone and, where garbled, put right; else as it was.
export function scannedText(typed) {
  const trimmed = typed.replace(ENDS, "");
  if ([...typed].length > LONGEST) return trimmed;
  const seen = typed.replace(MARKUP, "");
  const text = seen.replace(SPACES, "");
  if (GENUINE.test(text)) return text;
  const link = LINK.exec(seen)?.[1] ?? DIGITS.exec(text.replaceAll("/v%23", "/v#"))?.[0];
  if (link) return ADDRESS + link.replace(/^0+/, "");
  for (const table of TABLES) {
    const found = DIGITS.exec(tail(text, table))?.[0];
    if (found) return ADDRESS + found.replace(/^0+/, "");
  }
  return trimmed;
}

// The end of the text that the layout's number row alone gives, as digits.
function tail(text, table) {
  const letters = [...text];
  let start = letters.length;
  while (start && table.has(letters[start - 1])) start -= 1;
  return letters
    .slice(start)
    .map((letter) => table.get(letter))
    .join("");
}
