// The verification page: takes a code from the address, the camera, a picture or a text.

import { answerView, footLines, numberView } from "./answer.js";
import { foreignCode } from "./foreign.js";
import { heldTrust, refreshed } from "./held.js";
import { made } from "./making.js";
import { codesInFile, watchCamera } from "./reading.js";
import { scannedText } from "./scanned.js";
import { verify } from "./verifying.js";
import { dayWords, filled, wordsOf } from "./words.js";

const DIGITS = /^[1-9][0-9]{19,3999}$/;
const STALE_DAYS = 1;
const NOT_OURS = ["E_TEXT"];
const main = document.getElementById("main");
const foot = document.getElementById("foot");
const state = { language: "sv", text: "", trust: null, note: "", stop: null, profiles: {}, pending: null, wasAsked: false, turn: 0 };

const today = () => {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000);
};

// The code in the address is taken out of it and of the history before anything else happens.
function takeFromAddress() {
  const digits = location.hash.slice(1);
  if (digits) history.replaceState(null, "", location.pathname);
  return DIGITS.test(digits) ? `https://x/v#${digits}` : digits;
}

async function start() {
  state.text = takeFromAddress();
  state.language = localStorage.getItem("language") ?? (navigator.language.startsWith("sv") ? "sv" : "en");
  for (const language of ["sv", "en"]) {
    document.getElementById(language).addEventListener("click", () => speak(language));
  }
  window.addEventListener("hashchange", () => show(takeFromAddress()));
  window.addEventListener("keydown", (event) => event.key === "Escape" && state.stop && show(""));
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/v/worker.js", { scope: "/v" }).catch(() => {});
  }
  state.trust = await heldTrust();
  await loadProfiles();
  state.pending = refresh(false).finally(() => (state.pending = null));
  await answer();
  await state.pending;
  if (state.text) await draw();
}

// Draw, once there are lists to answer by: without them a genuine paper would be called unknown.
async function answer() {
  const { trustList, status } = state.trust;
  if (state.text && state.pending && !(trustList && status)) {
    main.replaceChildren(made("p", { text: wordsOf(state.language).fetching, name: "intro" }));
    await state.pending;
  }
  await draw();
  const first = document.querySelector(".band h2") ?? document.getElementById("scan");
  if (state.text || state.wasAsked) first?.focus();
  state.wasAsked = true;
}

function speak(language) {
  state.language = language;
  localStorage.setItem("language", language);
  draw();
}

async function show(text) {
  state.text = text;
  state.note = "";
  closeCamera();
  await answer();
  const { status } = state.trust;
  if (!status || today() - Math.floor(status.issued / 86400) >= STALE_DAYS) await refresh(false);
}

async function refresh(isAsked) {
  const words = wordsOf(state.language);
  try {
    const { trust, refused } = await refreshed(state.trust);
    state.trust = trust;
    if (refused) state.note = filled(words.refusedList, { code: refused });
    else if (isAsked) state.note = words.refreshed;
  } catch {
    if (isAsked) state.note = words.offline;
  }
  if (state.text && !state.pending) await draw();
}

async function loadProfiles() {
  try {
    state.profiles = await (await fetch("/v/profiles.json", { credentials: "omit" })).json();
  } catch {
    state.profiles = {};
  }
}

// What was begun before something newer was shown is not put over it.
async function draw() {
  const { language } = state;
  const turn = ++state.turn;
  const words = wordsOf(language);
  document.documentElement.lang = language;
  document.getElementById("title").textContent = words.title;
  for (const one of ["sv", "en"]) {
    document.getElementById(one).setAttribute("aria-pressed", String(one === language));
  }
  if (!state.text) {
    main.replaceChildren(...asking(words));
    foot.replaceChildren();
    return;
  }
  const verdict = await verify(state.text.replace(/\s+/g, ""), state.trust, today());
  if (turn !== state.turn) return;
  const foreign = NOT_OURS.includes(verdict.code) ? foreignCode(state.text) : null;
  const profile = verdict.certificate ? state.profiles[verdict.certificate.profile] : null;
  const parts = answerView(verdict, profile, words, language, foreign);
  if (verdict.answer === "GENUINE_STATUS_UNCERTAIN") {
    parts.splice(2, 0, button("refresh", words.refresh, () => refresh(true), "primary"));
  }
  if (state.note) parts.push(made("p", { text: state.note, name: "said" }));
  const isDone = verdict.answer === "GENUINE_STATUS_UNCERTAIN" || verdict.answer === "VALID";
  parts.push(button("again", words.again, () => show(""), isDone ? "plain" : "primary"));
  showAnswer(parts);
  const issued = state.trust.status?.issued;
  foot.replaceChildren(...footLines(verdict, profile, words, language, today(), issued));
}

// The same answer again is not said twice, and whoever reads it is not thrown back to the top.
function showAnswer(parts) {
  const isAtHead = document.activeElement?.matches(".band h2");
  const text = parts.map((part) => part.textContent).join("");
  if (text === main.textContent) return;
  main.replaceChildren(...parts);
  if (isAtHead) main.querySelector(".band h2")?.focus();
}

function asking(words) {
  const parts = [made("p", { text: words.intro, name: "intro" })];
  parts.push(button("scan", words.scan, () => openCamera(words), "primary"));
  parts.push(filePick(words), pasteForm(words), numberForm(words));
  if (state.note) parts.push(made("p", { text: state.note, name: "said" }));
  return parts;
}

function button(id, text, act, name) {
  const view = made("button", { text, name });
  view.id = id;
  view.type = "button";
  view.addEventListener("click", act);
  return view;
}

function filePick(words) {
  const input = made("input");
  Object.assign(input, { type: "file", accept: "image/*", id: "file" });
  input.addEventListener("change", () => input.files[0] && readFile(input.files[0], words));
  return made("label", { name: "pick", children: [words.file, input] });
}

function pasteForm(words) {
  const field = made("textarea");
  Object.assign(field, { id: "text", rows: 3, autocomplete: "off", spellcheck: false });
  const send = made("button", { text: words.check, name: "plain" });
  send.type = "submit";
  const label = made("label", { children: [words.paste, field] });
  const form = made("form", { children: [label, send] });
  form.id = "by-text";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const digits = field.value.replace(/\s+/g, "");
    const text = DIGITS.test(digits) ? `https://x/v#${digits}` : scannedText(field.value);
    if (text) show(text);
  });
  return form;
}

function numberForm(words) {
  const field = made("input");
  Object.assign(field, { id: "number", autocomplete: "off", spellcheck: false, maxLength: 40 });
  const send = made("button", { text: words.look, name: "plain" });
  send.type = "submit";
  const form = made("form", { children: [made("label", { children: [words.typed, field] }), send] });
  form.id = "by-number";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) lookUp(field.value.trim(), words);
  });
  return form;
}

async function lookUp(number, words) {
  const { language } = state;
  let answer;
  try {
    const body = JSON.stringify({ number });
    answer = await fetch("/v1/lookup", { method: "POST", body, credentials: "omit" });
  } catch {
    return say(words.offline);
  }
  if (answer.status === 429) return say(filled(words.wait, { n: answer.headers.get("Retry-After") }));
  if (!answer.ok) return say(words.badNumber);
  const found = await answer.json();
  const profile = state.profiles[found.profile];
  const again = button("again", words.again, () => show(""), "plain");
  main.replaceChildren(...numberView(found, profile, words, language), again);
  const day = dayWords(Math.round(Date.parse(found.as_of) / 86400000), language);
  foot.replaceChildren(made("p", { text: filled(words.asOf, { day }) }));
}

async function readFile(file, words) {
  if (!file.type.startsWith("image/")) return say(words.notImage);
  try {
    const [code] = await codesInFile(file);
    return code ? show(code) : say(words.noCode);
  } catch {
    return say(words.notImage);
  }
}

function say(note) {
  state.note = note;
  return draw();
}

async function openCamera(words) {
  const video = made("video");
  Object.assign(video, { playsInline: true, muted: true, id: "camera" });
  main.replaceChildren(
    made("p", { text: words.aim, name: "intro" }),
    video,
    button("stop", words.stop, () => show(""), "plain"),
  );
  try {
    state.stop = await watchCamera(video, show);
  } catch {
    closeCamera();
    await say(words.noCamera);
  }
}

function closeCamera() {
  state.stop?.();
  state.stop = null;
}

start().catch(() => {
  main.replaceChildren(made("p", { text: wordsOf(state.language).failed, name: "said" }));
});
