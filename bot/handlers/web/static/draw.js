// Turns an entry of a talk into elements, in the skin of the web page ("web") or of a messenger ("tg").
// Words of people only ever become text nodes.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  clip: "m15.5 9.5-5.6 5.6a3.6 3.6 0 0 1-5-5l6-6a2.4 2.4 0 0 1 3.4 3.4l-6 6a1.2 1.2 0 0 1-1.7-1.7l5.3-5.3",
  send: "M10 16V4.5M5 9.5l5-5 5 5",
  check: "m4 10.5 4 4 8-9",
  down: "m5 8 5 5 5-5",
  call: "M4 3.8h2.8l1.4 3.6-1.8 1.3a9 9 0 0 0 4.9 4.9l1.3-1.8 3.6 1.4V16a1.3 1.3 0 0 1-1.4 1.3A13.3 13.3 0 0 1 2.7 5.2 1.3 1.3 0 0 1 4 3.8z",
  desk: "M4 4h12a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 14H9l-4 3v-3H4a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 4 4zM10 6.5v3l2 1.2",
  doc: "M5.5 2.5h6l3.5 3.5v11.5h-9.5zM11.5 2.500v3.500h3.500",
  wait: "M10 5v5l3 2M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15z",
  fail: "M10 5.500v5.500M10 14v.01M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15z",
  ticks: "m2 10.500 4 4 7-9M10 13.800l.8.7 7-9",
  pause: "M7.500 5v10M12.500 5v10",
};
// A state reads as glyph, word and colour together: ring, dot, half disc, bars, tick.
const STATES = {
  new: ["st-new", '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2"/>'],
  acknowledged: ["st-ack", '<circle cx="6" cy="6" r="4" fill="currentColor"/>'],
  working: ["st-work", '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 2.5a3.5 3.5 0 0 1 0 7z" fill="currentColor"/>'],
  waiting: ["st-wait", '<path d="M4 2v8M8 2v8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>'],
  solved: ["st-solved", '<path d="m2 6.5 2.8 2.8L10 3" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>'],
  closed: ["st-closed", '<path d="m2 6.5 2.8 2.8L10 3" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>'],
  cancelled: ["st-closed", '<path d="m3 3 6 6M9 3 3 9" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>'],
};

/** Make an element: attributes by name, children as strings or nodes; empty ones are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== ""));
  return node;
}

export function icon(name, size = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `i ${size}`);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The label of a state: glyph, word, colour. */
export function stateMark(state, label) {
  const [kind, glyph] = STATES[state] || STATES.new;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  svg.innerHTML = glyph; // our own constants, never words of a message
  return element("span", { class: `st ${kind}` }, svg, label);
}

export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

const SPECIAL = /(BX-[0-9A-Z]{4}-[0-9A-Z]{3,8}|https?:\/\/[^\s<>"'，。；）)]+)/g;

/** Text as nodes: `bold` parts stand out, ticket numbers keep together, addresses of our own texts are links. */
export function rich(text, bold = [], { links = false } = {}) {
  const marks = bold.filter(Boolean).sort((a, b) => b.length - a.length);
  const parts = cut(text, marks);
  return parts.flatMap(([part, strong]) => (strong ? strongPart(part) : plainPart(part, links)));
}

function cut(text, marks) {
  const parts = [];
  let rest = text;
  while (rest) {
    const found = marks.map((mark) => [rest.indexOf(mark), mark]).filter(([at]) => at >= 0);
    if (!found.length) break;
    const [at, mark] = found.reduce((best, next) => (next[0] < best[0] ? next : best));
    if (at) parts.push([rest.slice(0, at), false]);
    parts.push([mark, true]);
    rest = rest.slice(at + mark.length);
  }
  if (rest) parts.push([rest, false]);
  return parts;
}

function strongPart(part) {
  return [element("b", { class: /^BX-/.test(part) ? "no" : "" }, part)];
}

function plainPart(text, links) {
  return text.split(SPECIAL).filter(Boolean).map((part) => {
    if (/^BX-/.test(part)) return element("b", { class: "no" }, part);
    if (links && /^https?:/.test(part)) return element("a", { href: part, rel: "noopener nofollow", target: "_blank" }, part);
    return document.createTextNode(part);
  });
}

function paragraphs(text, bold, options) {
  return text.split(/\n{2,}/).filter(Boolean).map((block) => {
    const lines = block.split("\n").map((line) => rich(line, bold, options));
    return element("p", { dir: "auto" }, lines.flatMap((line, i) => (i ? [element("br"), ...line] : line)));
  });
}

/**
 * Draw one entry. `look`: {skin, words, time(at), fileUrl(digest), onPress(token, label, button), compact, staff,
 * avatar, pressed(token)}. Returns a fragment's worth of nodes for the entry's box.
 */
export function renderEntry(entry, look) {
  const { body } = entry;
  if (body.style === "choice") return [];
  if (body.style === "note") return [note(entry, look)];
  const box = body.card ? renderCard(entry, look) : bubble(entry, look);
  const keys = renderKeys(entry, look);
  return keys ? [box, keys] : [box];
}

function note(entry, look) {
  const joint = look.language?.startsWith("zh") ? "，" : ", ";
  const words = [icon("check", "i-12"), ...rich(entry.body.text, entry.body.bold), joint + look.time(entry.at)];
  return element(look.skin === "tg" ? "span" : "p", { class: look.skin === "tg" ? "sys" : "day" }, words);
}

function bubble(entry, look) {
  const { body, own } = entry;
  const inside = [head(entry, look), media(body.files || [], look, entry.progress), ...paragraphs(body.text || "", body.bold, { links: !own && !body.author })];
  const last = inside.findLast((node) => node?.tagName === "P");
  if (last && !last.classList.contains("who")) last.append(meta(entry, look));
  else inside.push(meta(entry, look));
  const shot = !body.text && body.files?.length && body.files.every(({ kind }) => kind === "photo") ? "shot" : "";
  if (look.skin === "tg") {
    return element("div", { class: `msg ${own ? "out" : ""} ${body.style} ${shot}` }, inside);
  }
  const talk = element("div", { class: `b ${body.style} ${shot}` }, inside);
  if (own) return element("div", { class: "row me" }, talk);
  return element("div", { class: "row" }, avatar(body, look), talk);
}

function head(entry, look) {
  const { body } = entry;
  if (body.style === "page") {
    const call = body.card?.call ? element("p", { class: "call" }, body.card.call) : null;
    return element("div", {}, element("h3", {}, icon("call", "i-16"), look.words.page), call);
  }
  return body.author && !entry.own ? element("p", { class: "who" }, element("b", { dir: "auto" }, body.author)) : null;
}

function avatar(body, look) {
  const who = body.author ? initials(body.author) : look.avatar ? look.avatar() : icon("desk", "i-16");
  return element("span", { class: "av", "aria-hidden": "true" }, who);
}

export function initials(name) {
  const parts = name.trim().split(/\s+/);
  const first = Array.from(parts[0])[0] || "";
  return (parts.length > 1 ? first + Array.from(parts.at(-1))[0] : first).toUpperCase();
}

function meta(entry, look) {
  const kind = `meta num ${entry.failed ? "failed" : ""}`;
  const time = look.time(entry.at);
  if (!entry.own) return element("span", { class: kind }, time);
  if (entry.failed) {
    const again = element("button", { type: "button", onclick: () => look.onRetry?.(entry) }, look.words.failed);
    return element("span", { class: kind }, icon("fail"), look.onRetry ? again : look.words.failed);
  }
  const hidden = entry.pending ? element("span", { class: "vh" }, look.words.sending) : null;
  return element("span", { class: kind }, hidden, time, icon(entry.pending ? "wait" : "ticks"));
}

function media(files, look, progress) {
  if (!files.length) return null;
  const box = element("div", { class: "media" }, files.map((file) => drawFile(file, look)));
  if (progress !== undefined && progress < 1) {
    const bar = element("span", { class: "load", role: "progressbar", "aria-valuenow": Math.round(progress * 100), "aria-label": look.words.uploading }, element("i"));
    bar.style.setProperty("--left", `${progress * 100}%`);
    box.append(bar);
  }
  return box;
}

function drawFile(file, look) {
  const address = file.url ? Promise.resolve(file.url) : look.fileUrl(file.digest);
  const name = file.name || look.words[file.kind] || look.words.document;
  const arrive = (node, attribute) => (address.then((url) => node.setAttribute(attribute, url)), node);
  if (file.kind === "photo") {
    const picture = arrive(element("img", { alt: name, loading: "lazy", width: 240, height: 160 }), "src");
    return arrive(element("a", { target: "_blank", rel: "noopener", title: name }, picture), "href");
  }
  if (file.kind === "voice") return arrive(element("audio", { controls: true, preload: "metadata", "aria-label": name }), "src");
  if (file.kind === "video") return arrive(element("video", { controls: true, preload: "metadata", "aria-label": name }), "src");
  const parts = [element("i", {}, icon("doc")), element("b", { dir: "auto" }, name), element("small", {}, fileSize(file.size || 0))];
  return arrive(element("a", { class: "doc", download: name }, parts), "href");
}

/** The rows of buttons under an entry, or null. Chosen ones stay, marked; others fade. */
export function renderKeys(entry, look) {
  const rows = (entry.body.rows || []).filter((row) => row.length);
  if (!rows.length) return null;
  const bound = ["card", "page"].includes(entry.body.style);
  const chosen = bound ? null : rows.flat().find(({ token }) => look.pressed?.(token));
  return look.skin === "tg" ? tgKeys(rows, entry, look, chosen) : webKeys(rows, entry, look, chosen);
}

function tgKeys(rows, entry, look, chosen) {
  if (chosen) rows = [[chosen]];
  const lone = entry.body.style === "card" || entry.body.style === "page";
  const lines = rows.map((row, at) => {
    const lead = lone && at === 0 && row.length === 1 ? "main" : "";
    return element("div", {}, row.map((button) => key(button, look, { class: chosen ? "" : lead, chosen })));
  });
  const narrow = lone ? "" : "narrow";
  return element("div", { class: `keys ${narrow}` }, lines);
}

function webKeys(rows, entry, look, chosen) {
  const stay = chosen ? "past" : entry.old ? "old" : "";
  const buttons = rows.flat().map((button) => key(button, look, { chosen }));
  return element("div", { class: `opts ${stay}`, role: "group", "aria-label": look.words.choices }, buttons);
}

function key(button, look, { class: kind = "", chosen = null }) {
  const mine = chosen?.token === button.token;
  return element(
    "button",
    {
      type: "button",
      class: kind,
      data: { token: button.token },
      disabled: Boolean(chosen),
      "aria-pressed": mine ? "true" : null,
      onclick: (event) => look.onPress?.(button.token, button.label, event.currentTarget),
    },
    mine ? icon("check", look.skin === "tg" ? "i-16" : "i-12") : null,
    button.label,
  );
}

/** The ticket card: number, level, state, who, what, the words of the customer, and its clocks. */
export function renderCard(entry, look) {
  const { card } = entry.body;
  const edge = card.state === "waiting" ? "held" : ["solved", "closed"].includes(card.state) ? "ok" : `l${card.level}`;
  const parts = look.compact ? compactCard(card, entry, look) : fullCard(card, entry, look);
  const article = element("article", { class: `card ${edge} ${look.compact ? "tk" : ""}`, "aria-label": card.number }, parts);
  article.classList.add(...(look.skin === "tg" ? ["msg", "wide"] : ["b", "wide"]));
  return article;
}

function cardHead(card, title) {
  return element("div", { class: "card-h" }, level(card.level), title, stateMark(card.state, card.state_label));
}

export function level(figure) {
  return figure ? element("span", { class: `lvl lvl-${figure}` }, String(figure)) : null;
}

function compactCard(card, entry, look) {
  const line = element("div", { class: "line" }, element("span", { dir: "auto" }, [card.customer, card.equipment].filter(Boolean).join(" · ")), element("span", { dir: "auto" }, card.holder || look.time(entry.at)));
  return [cardHead(card, element("span", { class: "no" }, card.number)), line, ...clocks(card, look, false)];
}

function fullCard(card, entry, look) {
  const title = element("strong", {}, card.level_label || "");
  const number = element("div", { class: "big-no" }, element("span", { class: "no" }, card.number), element("small", { class: "num" }, look.time(entry.at)));
  const rows = [["customer", card.customer], ["equipment", card.equipment], ["holder", card.holder]].filter(([, value]) => value);
  const facts = element("dl", { class: "kv" }, rows.flatMap(([name, value]) => [element("dt", {}, look.words[name]), element("dd", { dir: "auto" }, value)]));
  const files = card.media ? element("small", {}, `${look.words.files} ${card.media}`) : null;
  const quote = card.quote ? element("blockquote", { class: "quote", dir: "auto" }, card.quote, files ? " " : null, files) : files;
  return [cardHead(card, title), number, rows.length ? facts : null, quote, ...clocks(card, look, true)];
}

function clocks(card, look, lead) {
  const made = [];
  if (card.due_at || card.met || card.state === "waiting") made.push(promiseClock(card, look, lead));
  if (card.next_at) made.push(clock({ label: card.next_label, due: card.next_at, start: card.next_start_at || entryStart(card), kind: "is-next" }));
  return made;
}

const entryStart = (card) => card.start_at || card.next_at;

function promiseClock(card, look, lead) {
  if (card.met) return still(card.due_label, "is-met", look.words.met, "check");
  if (card.state === "waiting" || !card.due_at) return still(card.due_label, "is-held", look.words.paused, "pause");
  return clock({ label: card.due_label, due: card.due_at, start: card.start_at, kind: lead ? "lead" : "", staff: true });
}

function still(label, kind, word, sign) {
  const bar = element("span", { class: "bar" }, element("i"));
  return element("div", { class: `clk ${kind}` }, element("span", {}, label), element("b", {}, icon(sign), word), bar);
}

function clock({ label, due, start, kind, staff }) {
  const data = { due: String(due), start: String(start || due) };
  if (staff) data.staff = "";
  const figure = element("b", { class: "js-left", role: "timer", "aria-live": "off" });
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("i"));
  return element("div", { class: `clk ${kind}`, data }, element("span", {}, label), figure, bar);
}
