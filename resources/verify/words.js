// Every word of the page in both languages, and dates as people write them.

const WORDS = {
  sv: {
    title: "Kontrollera bevis",
    intro: "Håll kameran över koden på beviset. Kontrollen sker i din egen telefon. Inget om beviset skickas.",
    scan: "Skanna med kameran",
    stop: "Stäng kameran",
    file: "Öppna en bild av beviset",
    paste: "Klistra in kodens text",
    check: "Kontrollera",
    again: "Kontrollera ett bevis till",
    aim: "Rikta kameran mot koden. Håll stilla.",
    noCamera: "Kameran kan inte användas här. Öppna en bild eller klistra in texten i stället.",
    noCode: "Ingen kod hittades i bilden. Ta en ny bild rakt uppifrån i bra ljus.",
    notImage: "Filen är ingen bild. Ta en bild av koden med telefonen, eller öppna PDF:en och skanna koden från skärmen.",
    typed: "Eller skriv bevisnumret",
    look: "Slå upp numret",
    badNumber: "Numret har 17 tecken, som 7K3M Q9TX 4HVD 2RPA W. Jämför med papperet.",
    wait: "För många försök. Vänta {n} sekunder.",
    unknownNumber: ["Numret finns inte här", "Noden har inget bevis med det numret. Ett nytt bevis syns först när testcentret har synkat."],
    onlyNumber: "Bara numret är kontrollerat, mot nodens register. Namn, områden och nivåer på papperet är inte kontrollerade: det kan bara koden svara på.",
    asOf: "Enligt nodens register {day}.",
    failed: "Sidan kunde inte kontrollera koden. Ladda om sidan och försök igen.",
    born: "född {day}",
    compare: "Jämför namnet och födelsedatumet med legitimation.",
    compareName: "Jämför namnet med legitimation.",
    reached: "{n} av {all} områden når kravet",
    shown: "{n} av {all} områden är bedömda",
    area: "Område {n}",
    step: "Steg {n}",
    credited: "Tillgodoräknat",
    notAssessed: "Ej bedömt",
    issued: "Utfärdat {day}",
    number: "Bevisnummer {number}",
    protectedPerson: "Mer än nummer och status visas inte för det här beviset. Jämför numret med det på papperet.",
    until: "Gäller till och med {day}",
    noEnd: "Gäller utan slutdatum",
    ended: "Gällde till och med {day}",
    kind: { full: "Kompetensbevis", partial: "Delbevis", statement: "Valideringsintyg" },
    listOf: "Status enligt listan från {day} kl. {time}.",
    listOld: "Status från {day}, {n} dagar gammal.",
    noList: "Ingen statuslista finns i telefonen.",
    trustOf: "Lista över ackrediterade från {day}.",
    code: "Svarskod {code}",
    refresh: "Hämta ny status",
    refreshed: "Statuslistan är hämtad.",
    refusedList: "Nodens lista godtogs inte ({code}). Svaret bygger på listan i telefonen.",
    fetching: "Hämtar listan över utfärdare …",
    checked: "Kontrollerat {day} kl. {time}.",
    issuedOn: "Utfärdat",
    untilOn: "Gäller till och med",
    centre: "Testcenter",
    numberIs: "Bevisnummer",
    areas: "Områden",
    reachedShort: "{n} av {all} når kravet",
    shownShort: "{n} av {all} bedömda",
    hiddenRevoked: "Visas inte för återkallade bevis",
    hidden: "Visas inte",
    showAreas: "Visa områdena",
    offline: "Ingen förbindelse med noden. Svaret bygger på listan i telefonen.",
    answers: {
      VALID: ["Giltigt bevis"],
      GENUINE_STATUS_UNCERTAIN: ["Äkta – men statusen är osäker"],
      SUSPENDED: ["Tillfälligt stoppat", "Beviset gäller inte just nu.", "Vänta med att godta det.", "Beviset är äkta. Fråga testcentret när det kan gälla igen."],
      REVOKED: ["Återkallat", "Beviset gäller inte längre.", "Godta inte det här beviset.", "Uppgifterna nedan stod i det, men de gäller inte. Be personen visa ett nytt bevis eller fråga testcentret."],
      REPLACED: ["Ersatt", "Det finns ett nyare bevis.", "Be att få se det nya beviset.", "Det här var äkta men gäller inte längre."],
      EXPIRED: ["Utgånget", "", "Beviset är äkta, men tiden är slut.", "Fråga personen eller testcentret efter ett nytt."],
      NOT_ACCREDITED: ["Gäller inte", "Utfärdaren hade inte rätt.", "Godta inte det här beviset.", "Den som utfärdade det var inte ackrediterad för det, eller inte den dagen."],
      PRACTICE: ["Övning", "Det här är inget bevis.", "Papperet betyder ingenting.", "Det är gjort på en övningsdator."],
      UNKNOWN_ISSUER: ["Okänd utfärdare", "", "Lita inte på papperet utan vidare.", "Koden är läsbar, men ingen som den här noden känner står bakom den. Kommer beviset från en annan region: kontrollera det på adressen som står på papperet."],
      NOT_GENUINE: ["Inte äkta", "Lita inte på papperet.", "", "Koden är skadad eller ändrad. Läs av den igen. Blir svaret detsamma är beviset inte äkta."],
      FOREIGN: ["Inget kompetensbevis"],
    },
    doubts: {
      W_NO_STATUS: ["Äkta – men utan status", "Telefonen har ingen statuslista. Om beviset har återkallats syns det inte här."],
      W_STATUS_STALE: ["Äkta – men statusen är från {day}", "Telefonen har ingen nyare statuslista. Om beviset har återkallats efter det datumet syns det inte här."],
      W_STATUS_EXPIRED: ["Äkta – men statusen är för gammal", "Statuslistan är äldre än 90 dagar och säger inget säkert längre."],
      W_KEY_NOT_LISTED: ["Äkta – men ännu inte i listan", "Den som utfärdade beviset finns inte i statuslistan än. Det är vanligt för nya bevis."],
    },
    valid: { full: "Giltigt bevis", partial: "Giltigt delbevis", statement: "Giltigt intyg" },
    genuine: "Beviset är äkta och oförändrat.",
  },
  en: {
    title: "Check a certificate",
    intro: "Hold the camera over the code on the certificate. The check is made in your own phone. Nothing about the certificate is sent.",
    scan: "Scan with the camera",
    stop: "Close the camera",
    file: "Open a picture of the certificate",
    paste: "Paste the text of the code",
    check: "Check",
    again: "Check another certificate",
    aim: "Point the camera at the code. Hold still.",
    noCamera: "The camera cannot be used here. Open a picture or paste the text instead.",
    noCode: "No code was found in the picture. Take a new one from straight above in good light.",
    notImage: "The file is not a picture. Take a picture of the code with the phone, or open the PDF and scan the code from the screen.",
    typed: "Or type the certificate number",
    look: "Look the number up",
    badNumber: "The number has 17 characters, like 7K3M Q9TX 4HVD 2RPA W. Compare with the paper.",
    wait: "Too many tries. Wait {n} seconds.",
    unknownNumber: ["The number is not here", "The node has no certificate of that number. A new one shows only after the test centre has synced."],
    onlyNumber: "Only the number has been checked, against the node's register. Name, areas and levels on the paper are not checked: only the code can tell that.",
    asOf: "By the node's register of {day}.",
    failed: "The page could not check the code. Reload the page and try again.",
    born: "born {day}",
    compare: "Compare name and date of birth with an identity document.",
    compareName: "Compare the name with an identity document.",
    reached: "{n} of {all} areas meet the requirement",
    shown: "{n} of {all} areas are assessed",
    area: "Area {n}",
    step: "Step {n}",
    credited: "Credited",
    notAssessed: "Not assessed",
    issued: "Issued {day}",
    number: "Certificate number {number}",
    protectedPerson: "Nothing but number and status is shown for this certificate. Compare the number with the one on the paper.",
    until: "Valid to and including {day}",
    noEnd: "Valid without end date",
    ended: "Was valid to and including {day}",
    kind: { full: "Competence certificate", partial: "Partial certificate", statement: "Validation statement" },
    listOf: "Status by the list of {day}, {time}.",
    listOld: "Status of {day}, {n} days old.",
    noList: "There is no status list in the phone.",
    trustOf: "List of the accredited of {day}.",
    code: "Answer code {code}",
    refresh: "Fetch new status",
    refreshed: "The status list has been fetched.",
    refusedList: "The node's list was not accepted ({code}). The answer rests on the list in the phone.",
    fetching: "Fetching the list of issuers …",
    checked: "Checked {day}, {time}.",
    issuedOn: "Issued",
    untilOn: "Valid to and including",
    centre: "Test centre",
    numberIs: "Certificate no",
    areas: "Areas",
    reachedShort: "{n} of {all} meet the requirement",
    shownShort: "{n} of {all} assessed",
    hiddenRevoked: "Not shown for revoked certificates",
    hidden: "Not shown",
    showAreas: "Show the areas",
    offline: "No connection to the node. The answer rests on the list in the phone.",
    answers: {
      VALID: ["Valid certificate"],
      GENUINE_STATUS_UNCERTAIN: ["Genuine – but the status is uncertain"],
      SUSPENDED: ["Suspended", "The certificate does not count just now.", "Wait before you accept it.", "The certificate is genuine. Ask the test centre when it may count again."],
      REVOKED: ["Revoked", "The certificate no longer counts.", "Do not accept this certificate.", "What stands below was in it, but does not count. Ask the person for a new certificate, or ask the test centre."],
      REPLACED: ["Replaced", "There is a newer certificate.", "Ask to see the new certificate.", "This one was genuine but no longer counts."],
      EXPIRED: ["Expired", "", "The certificate is genuine, but its time is over.", "Ask the person or the test centre for a new one."],
      NOT_ACCREDITED: ["Does not count", "The issuer had no right to issue it.", "Do not accept this certificate.", "Whoever issued it was not accredited for it, or not on that day."],
      PRACTICE: ["Practice", "This is no certificate.", "The paper means nothing.", "It was made on a practice computer."],
      UNKNOWN_ISSUER: ["Unknown issuer", "", "Do not simply trust the paper.", "The code can be read, but nobody this node knows stands behind it. If the certificate is from another region: check it at the address printed on the paper."],
      NOT_GENUINE: ["Not genuine", "Do not trust the paper.", "", "The code is damaged or was changed. Scan it again. If the answer is the same, the certificate is not genuine."],
      FOREIGN: ["Not a certificate of competence"],
    },
    doubts: {
      W_NO_STATUS: ["Genuine – but without status", "The phone has no status list. If the certificate has been revoked it does not show here."],
      W_STATUS_STALE: ["Genuine – but the status is of {day}", "The phone has no newer status list. If the certificate was revoked after that date it does not show here."],
      W_STATUS_EXPIRED: ["Genuine – but the status is too old", "The status list is older than 90 days and says nothing for certain any more."],
      W_KEY_NOT_LISTED: ["Genuine – but not yet in the list", "Whoever issued the certificate is not in the status list yet. That is usual for new certificates."],
    },
    valid: { full: "Valid certificate", partial: "Valid partial certificate", statement: "Valid statement" },
    genuine: "The certificate is genuine and unchanged.",
  },
};

export function wordsOf(language) {
  return WORDS[language] ?? WORDS.sv;
}

export function filled(text, facts) {
  return text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

const localeOf = (language) => (language === "en" ? "en-GB" : "sv-SE");

// A day (days since 1970-01-01) as people write it.
export function dayWords(day, language) {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day * 86400000));
}

// The same without its year, where the year is clear.
export function shortDay(day, language) {
  const parts = { day: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(localeOf(language), parts).format(new Date(day * 86400000));
}

// A moment (seconds since 1970) as day and time where the phone is.
export function momentWords(second, language) {
  const [moment, locale] = [new Date(second * 1000), localeOf(language)];
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(moment);
  return {
    day: new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(moment),
    time: language === "en" ? time : time.replace(":", "."),
  };
}
