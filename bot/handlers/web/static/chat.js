// The chat page: the log, the writing line, the customer's ticket beside it, languages, files.

import { ChatClient, ChatLog, icon, openSession, ticker } from "./chat-core.js";
import { element } from "./draw.js";
import { endButton } from "./log.js";
import { CasePanel } from "./case.js";

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const page = { language: data.language, words: data.words };
const start = new URLSearchParams(location.search);
const room = start.get("room") === "staff" ? "staff" : "";

ticker.words = page.words;
ticker.zone = data.zone;
ticker.start();

const log = new ChatLog({
  onRetry: retry,
  root: at("log"), words: page.words, language: tagOf(page.language), compact: Boolean(room) });
const panel = new CasePanel({ root: at("case"), opener: at("case-open"), short: at("case-short"), page, data, onCommand: (text) => client.send({ text }) });
const client = new ChatClient({
  room,
  language: page.language,
  now: () => ticker.now(),
  onEntry: (entry) => { at("hello")?.remove(); log.put(entry); },
  onStatus: (status) => panel.show(status),
  onToast: toast,
  onClock: clock,
  onReady: ready,
  onState: (state) => { at("line").hidden = state === "online"; },
});
log.client = client;

at("org-mark").append(icon("desk"));
at("attach").append(icon("clip"));
at("send").append(icon("send"));
at("log").parentElement.append(endButton(log, page.words));
drawLanguages();
begin();

async function begin() {
  // Without a line the page still opens: what is typed waits in the outbox.
  await openSession({ language: page.language }).catch(() => { at("line").hidden = false; });
  const payload = start.get("s");
  client.start();
  if (payload) {
    client.send({ start: payload });
    history.replaceState(null, "", location.pathname + (room ? "?room=staff" : ""));
  }
}

function ready() {
  at("log").setAttribute("aria-busy", "false");
  if (!log.entries.size && !at("hello")) at("log").append(hello());
}

// What a visitor sees before the first word: what this is, and three ways to begin.
function hello() {
  const { words } = page;
  const ways = [["start-report", "/report"], ["start-ask", "/ask"], ["start-tickets", "/tickets"]];
  const keys = ways.map(([word, text]) => element("button", { type: "button", onclick: () => client.send({ text }) }, words[word]));
  const bubble = element("div", { class: "b" }, element("p", {}, words.hello), element("p", {}, words["hello-how"]));
  const row = element("div", { class: "row" }, element("span", { class: "av", "aria-hidden": "true" }, icon("desk", "i-16")), bubble);
  return element("div", { class: "entry", id: "hello" }, row, element("div", { class: "opts" }, keys));
}

function clock(now) {
  ticker.set(now);
  if (now.language !== page.chosen && now.language && now.language !== page.language) speak(now.language);
  page.chosen = now.language;
  page.staff = now.staff;
  other();
}

// Staff go between their own chat and the staff room.
function other() {
  at("other").hidden = !page.staff;
  at("other").href = room ? "/chat" : "/chat?room=staff";
  at("other").textContent = room ? page.words["my-chat"] : page.words["staff-room"];
}

// --- writing ---

const box = at("message");

function fit() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
}

function submit() {
  const text = box.value.trim();
  if (!text) return box.focus();
  if ([...text].length > data.textLimit) return toast(page.words["too-long"] || "", "error");
  client.send({ text });
  box.value = "";
  fit();
  log.follow(true);
  return undefined;
}

box.addEventListener("input", fit);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
at("write").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
at("privacy").addEventListener("click", () => client.send({ text: "/privacy" }));

// What was refused can be tried again, as a new message.
function retry({ key, body }) {
  log.drop(key);
  if (body.files[0]?.file) client.sendFile(body.files[0].file);
  else client.send({ text: body.text, files: body.files });
}

// --- files ---

function sendFiles(files) {
  for (const file of files) {
    if (file.size > data.fileLimit) toast(page.words["file-limit"], "error");
    else if (!file.size) toast(page.words["file-empty"], "error");
    else client.sendFile(file);
  }
  log.follow(true);
}

at("attach").addEventListener("click", () => at("files").click());
at("files").addEventListener("change", () => {
  sendFiles(at("files").files);
  at("files").value = "";
});
box.addEventListener("paste", (event) => {
  const files = [...event.clipboardData.files];
  if (!files.length) return;
  event.preventDefault();
  sendFiles(files);
});
addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  at("drop").hidden = false;
});
addEventListener("dragleave", (event) => { if (!event.relatedTarget) at("drop").hidden = true; });
addEventListener("drop", (event) => {
  event.preventDefault();
  at("drop").hidden = true;
  sendFiles(event.dataTransfer.files);
});

// --- languages ---

function tagOf(language) {
  return data.languages.find(({ id }) => id === language)?.tag || language;
}

function drawLanguages() {
  const segment = data.languages.map(({ id, tag, name }) => element("button", { type: "button", lang: tag, "aria-pressed": String(id === page.language), onclick: () => choose(id) }, name));
  at("languages").replaceChildren(...segment);
  const options = data.languages.map(({ id, tag, name }) => element("option", { value: id, lang: tag, selected: id === page.language, "aria-label": name }, id === "zh" ? name : id.toUpperCase()));
  at("language").replaceChildren(...options);
}

at("language").addEventListener("change", (event) => choose(event.target.value));

async function choose(language) {
  await speak(language);
  await openSession({ language }).catch(() => {});
  // A person who once told the desk their language must be asked by the desk; for others the page's holds.
  if (page.chosen && page.chosen !== language) {
    client.send({ text: "/language" });
    client.send({ text: data.languages.find(({ id }) => id === language).name });
    page.chosen = language;
  }
}

async function speak(language) {
  const response = await fetch(`/chat/api/words/${language}`).catch(() => null);
  if (!response?.ok) return;
  const { tag, words } = await response.json();
  Object.assign(page, { language, words });
  ticker.words = words;
  client.language = language;
  document.documentElement.lang = tag;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
  const labels = { attach: "attach", send: "send", message: "write", log: "conversation", case: "ticket", languages: "language", language: "language" };
  for (const [id, word] of Object.entries(labels)) at(id).setAttribute("aria-label", words[word]);
  box.placeholder = words.write;
  document.title = `${words.title} · ${data.company}`;
  drawLanguages();
  other();
  log.speak(words, tag);
  panel.draw();
  at("hello")?.replaceWith(hello());
}

// --- toasts ---

function toast(text, kind = "") {
  if (!text) return;
  const note = element("p", { class: `toast ${kind}` }, text);
  at("toasts").append(note);
  setTimeout(() => note.remove(), 4000 + text.length * 60);
}
