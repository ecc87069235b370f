// Codes that are no certificate of ours, told apart so that each gets its own plain words. The same
// kinds in the same order as app/domain/foreign_code.py; a test asks both about the same texts.

const LONGEST = 8000;
const FIRST = 4096;
const NUMBER = /^[0-9A-HJKMNP-TV-Z]{16}[0-9A-HJKMNP-TV-Z*~$=U]$/;
const KINDS = [
  ["health", /^(?:HC[1-9]:|shc:\/)/i],
  ["credential", /^(?:eyJ[\w-]{10,}\.[\w-]+|\{\s*"|openid[\w-]*:)/],
  ["contact", /^(?:BEGIN:VCARD|MECARD:|BIZCARD:)/i],
  ["wifi", /^WIFI:/i],
  ["payment", /^(?:BCD\r?\n|SPC\r?\n|C\d{10};|(?:swish|bitcoin|upi):)/i],
  ["event", /^BEGIN:V(?:EVENT|CALENDAR)/i],
  ["place", /^geo:/i],
  ["message", /^(?:mailto|tel|sms|smsto|matmsg|whatsapp):/i],
  ["torn", /^(?:https:\/\/[^/\s]{1,40}\/v(?:#\d*)?\s*$|https:\/\/[^/\s]+\/v#)/],
  ["other_page", /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)/i],
  ["goods", /^(?:[\dA-Z]{6,20}$|\]?[CdQ]\d|\d{8,}$)/],
];
const WORDS = {
  sv: {
    health: "Det här är ett vaccinationsbevis, inte ett kompetensbevis.",
    credential: "Det här är någon annans digitala bevis. Kontrollera det hos den som utfärdade det.",
    number: "Det här är ett bevisnummer. Skanna koden, eller slå upp numret på startsidan.",
    torn: "Bara början av en beviskod kom med. Läs in hela koden igen.",
    other_page: "Koden leder till en webbsida och är inget bevis.",
    contact: "Det här är ett visitkort, inte ett bevis.",
    wifi: "Koden ansluter till ett trådlöst nät och är inget bevis.",
    payment: "Det här är en betalningskod, inte ett bevis.",
    message: "Koden är en adress för e-post eller telefon, inte ett bevis.",
    event: "Koden är en kalenderpost, inte ett bevis.",
    place: "Koden är en plats på kartan, inte ett bevis.",
    goods: "Det här är ett varu- eller serienummer, inte ett bevis.",
    too_long: "Texten är för lång för att vara ett bevis.",
    text: "Texten är ingen beviskod. Läs in koden på beviset.",
  },
  en: {
    health: "This is a health certificate, not a certificate of competence.",
    credential: "This is somebody else's digital credential. Check it with whoever issued it.",
    number: "This is a certificate number. Scan the code, or look the number up on the start page.",
    torn: "Only the beginning of a certificate's code arrived. Read the whole code again.",
    other_page: "The code leads to a web page and is no certificate.",
    contact: "This is a business card, not a certificate.",
    wifi: "The code joins a wireless network and is no certificate.",
    payment: "This is a payment code, not a certificate.",
    message: "The code is an address for mail or telephone, not a certificate.",
    event: "The code is a calendar entry, not a certificate.",
    place: "The code is a place on the map, not a certificate.",
    goods: "This is a product or serial number, not a certificate.",
    too_long: "The text is too long to be a certificate.",
    text: "The text is no certificate's code. Read the code on the certificate.",
  },
};

// What kind of text this is, once it is known not to be a certificate; for any text at all.
export function foreignCode(text) {
  if (text.length > LONGEST) return "too_long";
  const start = text.trim().slice(0, FIRST);
  if (NUMBER.test(start.toUpperCase().replace(/[\s-]/g, ""))) return "number";
  return KINDS.find(([, form]) => form.test(start))?.[0] ?? "text";
}

export const foreignWords = (kind, language) => (WORDS[language] ?? WORDS.sv)[kind];
