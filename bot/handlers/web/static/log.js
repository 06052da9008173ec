// The log of a talk: keeps entries in order, replaces edited ones in place, marks choices, follows the end.

import { element, icon, renderEntry } from "./draw.js";
import { ticker } from "./ticker.js";

export class ChatLog {
  /**
   * root     the scrolling element (role=log); class "log" for skin "web", "tg-log" for "tg"
   * words    the page's words (GET /chat/api/words); language an IETF tag for dates
   * client   gives fileUrl and press; may be set later as `log.client`
   * compact  ticket cards in short form (the staff room); onPress overrides what a press does
   */
  constructor({ root, words, language = "en", skin = "web", client = null, compact = false, avatar = null, onPress = null, onRetry = null, days = true }) {
    Object.assign(this, { root, words, language, skin, client, compact, avatar, days, onRetry });
    this.onPress = onPress || ((token, label, button) => this.press(token, label, button));
    this.entries = new Map(); // key -> {entry, box}
    this.pressed = new Set();
    this.following = true;
    this.top = 0;
    root.addEventListener("scroll", () => this.#watch(), { passive: true });
    new ResizeObserver(() => this.follow()).observe(root);
  }

  /** Show a new entry or the new state of a known one. */
  put(entry) {
    const known = this.entries.get(entry.key);
    if (known && entry.local && !known.entry.local) return;
    if (entry.body.style === "choice") this.#choose(entry);
    const place = known ? known.entry.at : entry.at;
    const kept = { ...entry, at: place };
    const box = known ? known.box : this.#open(kept);
    this.entries.set(entry.key, { entry: kept, box });
    this.#draw(kept, box, Boolean(known) && !entry.own);
    if (!known) this.#fade(kept);
    this.follow();
  }

  /** Draw everything anew, in other words or another language. */
  speak(words, language) {
    Object.assign(this, { words, language });
    for (const { entry, box } of this.entries.values()) this.#draw(entry, box, false);
    this.#later();
  }

  /** Take one entry away. */
  drop(key) {
    this.entries.get(key)?.box.remove();
    this.entries.delete(key);
    this.#later();
  }

  clear() {
    this.entries.clear();
    this.pressed.clear();
    this.root.replaceChildren();
    this.following = true;
  }

  /** Show or hide the three dots of somebody typing. */
  typing(on) {
    this.dots?.remove();
    this.dots = null;
    if (!on) return;
    const dots = element("span", { class: "typing" }, element("i"), element("i"), element("i"));
    const bubble = element("div", { class: this.skin === "tg" ? "msg" : "b", "aria-label": this.words.typing }, dots);
    this.dots = element("div", { class: "entry" }, this.skin === "tg" ? bubble : element("div", { class: "row" }, element("span", { class: "av" }), bubble));
    this.root.append(this.dots);
    this.follow();
  }

  /** The button that carries this label or token, newest first; null when none is on screen. */
  find(wanted) {
    const buttons = [...this.root.querySelectorAll("button[data-token]:not([disabled])")].reverse();
    return buttons.find((b) => b.dataset.token === wanted || b.textContent.trim() === wanted) || null;
  }

  press(token, label, button) {
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => button?.removeAttribute("aria-busy"), 3000);
    this.client?.press(token, label);
  }

  /** Keep the end in view unless the reader has scrolled up. */
  follow(force = false) {
    if (force) this.following = true;
    if (this.following) this.root.scrollTop = this.root.scrollHeight;
    this.top = this.root.scrollTop;
  }

  #watch() {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    // Growing content fires this too; only a reader moves the view up.
    if (scrollHeight - scrollTop - clientHeight < 48) this.following = true;
    else if (scrollTop < this.top - 4) this.following = false;
    this.top = scrollTop;
    this.onBehind?.(!this.following && scrollHeight - scrollTop - clientHeight > 200);
  }

  #open(entry) {
    const box = element("div", { class: "entry", data: { key: entry.key, at: String(entry.at) } });
    const later = [...this.root.querySelectorAll(":scope > .entry[data-at]")].reverse();
    const before = later.find((other) => Number(other.dataset.at) <= entry.at);
    if (before) before.after(box);
    else this.root.prepend(box);
    if (this.dots) this.root.append(this.dots);
    return box;
  }

  #draw(entry, box, changed) {
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.token : null;
    box.replaceChildren(...renderEntry(entry, this.#look()));
    this.#later();
    if (changed) box.firstElementChild?.classList.add("changed");
    for (const picture of box.querySelectorAll("img")) picture.addEventListener("load", () => this.follow(), { once: true });
    if (focused) this.#refocus(box, focused);
    ticker.paint(box);
  }

  // A key that was redrawn keeps the focus; one that can no longer be pressed leaves it to the log.
  #refocus(box, token) {
    const again = [...box.querySelectorAll("button")].find((b) => b.dataset.token === token && !b.disabled);
    (again || this.root).focus({ preventScroll: true });
  }

  #look() {
    return {
      skin: this.skin,
      words: this.words,
      language: this.language,
      compact: this.compact,
      avatar: this.avatar,
      time: (at) => this.#time(at),
      fileUrl: (digest) => (this.client ? this.client.fileUrl(digest) : Promise.resolve("")),
      onPress: this.onPress,
      onRetry: this.onRetry,
      pressed: (token) => this.pressed.has(token),
    };
  }

  #time(at) {
    const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: ticker.zone };
    return new Intl.DateTimeFormat(this.language, form).format(at / 1000);
  }

  // A choice is no bubble of its own: the button it was made with is marked, and the others fade.
  #choose(entry) {
    const token = entry.body.rows?.[0]?.[0]?.token;
    if (!token || this.pressed.has(token) || entry.failed) return;
    this.pressed.add(token);
    for (const { entry: other, box } of this.entries.values()) {
      if (other.body.rows?.flat().some((button) => button.token === token)) this.#draw(other, box, false);
    }
  }

  // A question put after a newer word of ours has been overtaken: its keys still work, but stand back.
  #fade(entry) {
    if (entry.own || entry.body.style || !entry.body.rows?.length) return;
    const all = [...this.entries.values()];
    const lastOwn = all.findLastIndex(({ entry: other }) => other.own);
    for (const known of all.slice(0, Math.max(0, lastOwn))) {
      if (known.entry.own || known.entry.body.style || !known.entry.body.rows?.length || known.entry.old) continue;
      known.entry.old = true;
      known.box.querySelector(".opts")?.classList.add("old");
      for (const button of known.box.querySelectorAll(".keys button")) button.classList.add("old");
    }
  }

  // Once for all entries of one batch: a long history is drawn in one go.
  #later() {
    if (!this.days || this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = 0;
      this.#separate();
      this.follow();
    });
  }

  #separate() {
    let day = "";
    for (const old of this.root.querySelectorAll(":scope > .day-line")) old.remove();
    for (const { entry, box } of [...this.entries.values()].sort((a, b) => a.entry.at - b.entry.at)) {
      if (!box.childElementCount) continue;
      const next = this.#day(entry.at);
      if (next !== day) box.before(this.#dayLine(entry.at));
      day = next;
    }
  }

  #day(at) {
    return new Intl.DateTimeFormat("en-CA", { timeZone: ticker.zone }).format(at / 1000);
  }

  #dayLine(at) {
    const today = this.#day(ticker.now()) === this.#day(at);
    const form = { weekday: "long", day: "numeric", month: "long", timeZone: ticker.zone };
    const words = new Intl.DateTimeFormat(this.language, form).format(at / 1000);
    const joint = this.language.startsWith("zh") ? "，" : ", ";
    const text = today ? this.words.today + joint + words : words;
    return element(this.skin === "tg" ? "span" : "p", { class: `day-line ${this.skin === "tg" ? "sys" : "day"}` }, text);
  }
}

/** A button that brings the reader back to the end; wire `log.onBehind`. */
export function endButton(log, words) {
  const button = element("button", { type: "button", class: "to-end", hidden: true, "aria-label": words.newest, onclick: () => log.follow(true) }, icon("down"));
  log.onBehind = (behind) => { button.hidden = !behind; };
  return button;
}
