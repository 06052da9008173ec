// One phone of the demo: a talk in a messenger's skin, which the story moves or the visitor plays.

import { ChatClient, ChatLog, element, ticker } from "./chat-core.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Phone {
  /** `kind` is customer, engineer or staff; `on` has role(kind), touched(kind), unread(kind). */
  constructor(kind, on) {
    this.kind = kind;
    this.on = on;
    this.unread = 0;
    this.box = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.box.dataset.phone = kind;
    this.box.id = `phone-${kind}`;
    this.root = this.box.querySelector(".tg-log");
    this.form = this.box.querySelector(".tg-in");
    this.input = this.form.elements.text;
    this.role = this.box.querySelector(".role");
    this.words = {};
    this.#wire();
  }

  #wire() {
    this.role.addEventListener("click", () => this.on.role(this.kind));
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.#send()));
    this.input.addEventListener("pointerdown", () => this.#stopTyping());
    this.input.addEventListener("input", () => (this.#stopTyping(), this.#mark()));
    this.form.querySelector('[type="file"]').addEventListener("change", (event) => this.#sendFile(event.target));
  }

  /** Say everything in this language: `words` of the page, `person` {name, about, title, subtitle}. */
  speak(words, language, person) {
    this.words = words;
    this.person = person;
    const put = (selector, text) => (this.box.querySelector(selector).textContent = text);
    put("h2", words[`phone-${this.kind}`]);
    put(".who-is", person.about);
    put(".tg-head b", person.title);
    put(".tg-head small", person.subtitle);
    put(".av", Array.from(person.title)[0] || "");
    put(".role span", words["role"]);
    this.box.setAttribute("aria-label", words[`phone-${this.kind}`]);
    this.root.setAttribute("aria-label", words[`phone-${this.kind}`]);
    this.input.placeholder = words[this.kind === "staff" ? "write-room" : "write"];
    this.input.setAttribute("aria-label", this.input.placeholder);
    this.form.querySelector("button").setAttribute("aria-label", words["send"]);
    this.form.querySelector('[type="file"]').setAttribute("aria-label", words["attach"]);
    this.log?.speak(words, language);
    this.language = language;
  }

  /** Listen as the person who has this secret; another secret is another talk. */
  connect(secret) {
    if (!secret || secret === this.secret) return;
    this.client?.stop();
    this.root.replaceChildren();
    this.secret = secret;
    this.ready = false;
    const room = this.kind === "staff" ? "staff" : "";
    const press = (token, label, button) => (this.on.touched(this.kind), this.log.press(token, label, button));
    this.log = new ChatLog({ root: this.root, words: this.words, language: this.language, skin: "tg", compact: Boolean(room), onPress: press });
    this.client = new ChatClient({
      base: "/chat", secret, room, now: () => ticker.now(),
      onEntry: (entry) => this.#entry(entry),
      onReady: () => { this.ready = true; },
      onToast: (text) => text && this.#entry({ key: `toast:${Date.now()}`, at: ticker.now(), own: false, body: { text, style: "note" } }),
    });
    this.log.client = this.client;
    this.client.start();
  }

  #entry(entry) {
    this.log.put({ ...entry, local: "pending" in entry });
    this.log.typing(false);
    if (this.ready && !entry.own) this.on.unread(this.kind);
    if (this.tap) this.point(this.tap);
  }

  /** Show the story typing `text` here, over `ms`; or only the dots of somebody else writing. */
  types(text, ms) {
    this.#stopTyping();
    if (!text) return;
    const signs = Array.from(text);
    const step = Math.max(16, ms / signs.length);
    let shown = calm.matches ? signs.length : 0;
    this.form.classList.add("story-types");
    const next = () => {
      this.input.value = signs.slice(0, ++shown).join("");
      this.input.scrollLeft = this.input.scrollWidth;
      if (shown < signs.length) this.typist = setTimeout(next, step);
    };
    this.typed = true;
    next();
  }

  #stopTyping() {
    clearTimeout(this.typist);
    if (this.typed) this.input.value = "";
    this.typed = false;
    this.form.classList.remove("story-types");
  }

  /** Ring the button that is about to be pressed, with a finger on it; null takes the ring away. */
  point(label) {
    // A finger may have led away from the end of the talk: when it is gone, the end is where things happen.
    if (this.tap && !label) this.log?.follow(true);
    this.tap = label;
    for (const old of this.root.querySelectorAll(".tap")) old.classList.remove("tap");
    const button = label && this.log?.find(label);
    if (!button) return;
    button.classList.add("tap");
    button.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    // Looking up at a button must not stop the phone from following the talk.
    this.log.following = true;
  }

  /** Mark whether the story is here now, and whether the visitor plays this role. */
  stand({ active, mine }) {
    this.box.classList.toggle("active", active);
    this.box.classList.toggle("mine", mine);
    this.role.setAttribute("aria-pressed", String(mine));
    this.role.querySelector("span").textContent = this.words[mine ? "role-mine" : "role"] || "";
  }

  /** Let the visitor write here. */
  take() {
    this.#stopTyping();
    this.input.focus({ preventScroll: true });
  }

  tick(time) {
    const box = this.box.querySelector(".js-time");
    if (box.textContent !== time) box.textContent = time;
  }

  #mark() {
    this.form.classList.toggle("typed", Boolean(this.input.value.trim()));
  }

  #send() {
    const text = this.typed ? "" : this.input.value.trim();
    if (!text) return;
    this.on.touched(this.kind);
    this.client.send({ text });
    this.input.value = "";
    this.#mark();
    this.log.follow(true);
  }

  #sendFile(field) {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    this.on.touched(this.kind);
    this.client.sendFile(file);
  }
}

/** A tab for small screens. */
export function tab(phone, onPick) {
  const badge = element("i");
  const label = element("span");
  const button = element("button", { type: "button", role: "tab", "aria-controls": phone.box.id, onclick: onPick }, label, badge);
  return { button, badge, label };
}
