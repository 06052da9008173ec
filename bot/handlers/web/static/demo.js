// The demo: a bar, the story's line, three phones. The story is played by the desk's own program; this page shows it.

import { element, ticker } from "./chat-core.js";
import { level } from "./draw.js";
import { Phone, tab } from "./demo-phone.js";

const KINDS = ["customer", "engineer", "staff"];
const NAMES = { zh: "中文", es: "Español", en: "English" };
const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
if (query.get("theme")) document.documentElement.dataset.theme = query.get("theme");

let scene = null; // what the server said last
let words = {};
let said = ""; // what the story's line shows, to leave it alone while nothing changes
let swiped = 0;

const phones = Object.fromEntries(KINDS.map((kind) => [kind, new Phone(kind, { role, touched, unread })]));
const tabs = Object.fromEntries(KINDS.map((kind) => [kind, tab(phones[kind], () => show(kind))]));
byId("phones").append(...KINDS.map((kind) => phones[kind].box));
byId("tabs").append(...KINDS.map((kind) => tabs[kind].button));

async function ask(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`/demo/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  return response?.ok ? response.json() : null;
}

// --- what the visitor does -----------------------------------------------------------------------------------

function play(story, language = scene.language) {
  byId("menu").open = false;
  ask("play", { story, language });
}

function role(kind) {
  const mine = scene.role === kind;
  ask(mine ? "resume" : "take", { phone: kind });
  if (!mine) phones[kind].take();
}

// The visitor wrote or pressed something: from here on the story is theirs.
function touched(kind) {
  if (!scene.touched || scene.role !== kind) ask("take", { phone: kind, touched: true });
}

function unread(kind) {
  if (kind === current()) return;
  tabs[kind].badge.textContent = String(Number(tabs[kind].badge.textContent || 0) + 1);
}

byId("pause").addEventListener("click", () => {
  if (scene.state === "playing") ask("pause");
  else if (scene.state === "paused" && !scene.touched) ask("resume");
  else play(scene.story);
});
byId("languages-small").addEventListener("change", (event) => ask("language", { language: event.target.value }));
addEventListener("click", (event) => byId("menu").contains(event.target) || (byId("menu").open = false));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !byId("menu").open) return;
  byId("menu").open = false;
  byId("menu").firstElementChild.focus();
});

// --- phones side by side, or one at a time -------------------------------------------------------------------

const box = byId("phones");

function current() {
  if (box.scrollWidth <= box.clientWidth + 1) return "";
  return KINDS[Math.round(box.scrollLeft / box.clientWidth)];
}

function show(kind, smooth = true) {
  const left = KINDS.indexOf(kind) * box.clientWidth;
  box.scrollTo({ left, behavior: smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto" });
}

function markTabs() {
  const now = current() || KINDS[0];
  for (const kind of KINDS) {
    tabs[kind].button.setAttribute("aria-selected", String(kind === now));
    if (kind === now) tabs[kind].badge.textContent = "";
  }
}

box.addEventListener("scroll", markTabs, { passive: true });
for (const kind of ["pointerdown", "wheel"]) box.addEventListener(kind, () => { swiped = Date.now(); }, { passive: true });
byId("tabs").addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const next = KINDS[(KINDS.indexOf(current() || KINDS[0]) + by + KINDS.length) % KINDS.length];
  show(next);
  tabs[next].button.focus();
});

// --- what the server says --------------------------------------------------------------------------------------

function apply(next) {
  const before = scene;
  scene = next;
  if (next.words) speak(next.words);
  ticker.set({ now: next.clock.now, speed: next.clock.rate, zone: next.zone });
  for (const kind of KINDS) {
    const person = next.phones[kind];
    if (JSON.stringify(person) !== JSON.stringify(before?.phones[kind]) || next.words) phones[kind].speak(words, next.language, person);
    phones[kind].connect(person.secret);
    phones[kind].stand({ active: next.phone === kind && next.state === "playing", mine: next.role === kind });
  }
  drawBar();
  drawLine();
  paint();
  move(before);
}

function move(before) {
  const { typing, press } = scene;
  for (const kind of KINDS) {
    if (JSON.stringify(typing) !== JSON.stringify(before?.typing) && scene.role !== kind) phones[kind].types(typing?.phone === kind ? typing.text : "", typing?.ms);
    phones[kind].point(press?.phone === kind ? press.label : null);
  }
  if (scene.phone && scene.phone !== before?.phone && Date.now() - swiped > 8000 && !scene.role) show(scene.phone, Boolean(before));
}

function speak(told) {
  words = told;
  ticker.words = words;
  document.documentElement.lang = { zh: "zh-CN" }[scene.language] || scene.language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words[node.dataset.say];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words[node.dataset.label]);
  for (const kind of KINDS) tabs[kind].label.textContent = words[`phone-${kind}`];
  byId("languages-small").replaceChildren(...scene.languages.map((language) => element("option", { value: language, lang: language, selected: language === scene.language }, NAMES[language] || language)));
}

// A row of buttons, made once and then only marked, so that the one in focus keeps it.
function options(id, values, attributes, label, chosen) {
  const row = byId(id);
  if (row.childElementCount !== values.length) {
    row.replaceChildren(...values.map((value) => element("button", { type: "button", ...attributes(value) }, label(value))));
  }
  values.forEach((value, at) => row.children[at].setAttribute("aria-pressed", String(value === chosen)));
}

function drawBar() {
  options("languages", scene.languages, (language) => ({ lang: language, onclick: () => ask("language", { language }) }), (language) => NAMES[language] || language, scene.language);
  const story = scene.stories.find(({ name }) => name === scene.story);
  byId("title").textContent = story ? story.title : words["free"];
  const item = (each) => element("button", { type: "button", "aria-current": String(each.name === scene.story), onclick: () => play(each.name) }, level(each.level) || element("span"), element("b", {}, each.title), element("em", {}, each.tongue || ""), element("small", {}, each.about));
  const fresh = element("button", { type: "button", onclick: () => (byId("menu").open = false, ask("fresh")) }, element("span"), element("b", {}, words["fresh"]), element("em"), element("small", {}, words["fresh-about"]));
  if (!byId("menu").open) byId("stories").replaceChildren(...scene.stories.map(item), element("hr"), fresh);
  const sign = scene.state === "playing" ? "pause" : scene.state === "paused" && !scene.touched ? "play" : "again";
  byId("pause").disabled = !scene.story;
  byId("pause").setAttribute("aria-label", words[{ pause: "pause", play: "go-on", again: "replay" }[sign]]);
  byId("pause").querySelector("use").setAttribute("href", `#i-${sign}`);
  options("speeds", scene.speeds, (speed) => ({ class: "num", onclick: () => ask("speed", { speed }) }), (speed) => `×${speed}`, scene.speed);
  document.querySelector(".desk").classList.toggle("gliding", scene.gliding);
}

function drawLine() {
  const parts = line();
  const key = JSON.stringify([parts.bold, parts.plain, parts.button?.[0], scene.language]);
  if (key !== said) {
    said = key;
    const button = parts.button ? element("button", { type: "button", class: "btn", onclick: parts.button[1] }, parts.button[0]) : null;
    byId("say").replaceChildren(...[parts.bold && element("b", {}, parts.bold), parts.plain && joint() + parts.plain, button].filter(Boolean));
  }
  const time = (at) => (at ? clockText(at).slice(0, 5) : "");
  const item = (mark) => element("li", { class: mark.status, "aria-current": mark.status === "now" ? "step" : null }, mark.label, mark.at ? element("time", {}, time(mark.at)) : null);
  byId("steps").replaceChildren(...scene.marks.map(item));
}

// Between two sentences: nothing in Chinese, whose full stops and colons are wide.
const joint = () => (scene.language === "zh" ? "" : " ");

function line() {
  const again = scene.story ? [words["replay"], () => play(scene.story)] : null;
  if (scene.role) {
    const person = scene.phones[scene.role];
    const plain = words[scene.touched ? "taken-on" : "taken"];
    return { bold: `${words["you-are"]}${joint()}${person.name || words[`phone-${scene.role}`]}`, plain, button: scene.touched ? again : [words["go-on"], () => ask("resume")] };
  }
  if (scene.state === "ended") return { bold: words["ended"], plain: words["ended-next"], button: again };
  if (scene.state === "failed") return { bold: words["failed-story"], plain: scene.caption, button: again };
  if (!scene.story) return { bold: words["welcome"], plain: words["welcome-next"] };
  return { bold: scene.caption, plain: scene.next ? words["next"] + joint() + scene.next : "" };
}

// --- the clock -------------------------------------------------------------------------------------------------

function clockText(at) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: ticker.zone }).format(at / 1000);
}

function paint() {
  if (scene) {
    const now = ticker.now();
    const text = clockText(now);
    byId("clock").textContent = text;
    byId("day").textContent = new Intl.DateTimeFormat(scene.language, { weekday: "short", day: "numeric", month: "short", timeZone: ticker.zone }).format(now / 1000);
    for (const kind of KINDS) phones[kind].tick(text.slice(0, 5));
    ticker.paint();
  }
}

function tick() {
  paint();
  setTimeout(tick, scene?.gliding ? 50 : 200);
}

function listen() {
  const source = new EventSource("/demo/api/events");
  source.addEventListener("scene", (event) => apply(JSON.parse(event.data)));
  // Some browsers give up while a new desk opens its door.
  source.addEventListener("error", () => source.readyState === EventSource.CLOSED && setTimeout(listen, 500));
}

listen();
tick();
requestAnimationFrame(markTabs);
