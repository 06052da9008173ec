// One side of a talk with the desk: listens, sends, uploads; survives lost lines and reloads.

import { Outbox, uuid } from "./outbox.js";
import { events } from "./stream.js";

const nothing = () => {};

/** Make sure there is a session; with `bearer` return its secret instead of setting the cookie. */
export async function openSession({ base = "/chat", language = "", bearer = false } = {}) {
  const headers = { "Content-Type": "application/json" };
  if (bearer) headers["X-Baoxiu-Bearer"] = "1";
  const response = await fetch(`${base}/api/session`, { method: "POST", headers, body: JSON.stringify({ language }) });
  if (!response.ok) throw new Error(`session: ${response.status}`);
  return response.json();
}

export class ChatClient {
  /**
   * base     where the chat is served
   * secret   bearer secret; without one the cookie is used
   * room     "staff" for the staff room, "" for the person's own chat
   * keep     localStorage key of the outbox; "" keeps unsent messages in memory
   * onEntry  (entry) a new or changed entry: {key, at, own, author, body, pending?, failed?, progress?}
   * onStatus (status | null) the customer's ticket; onToast (text); onClock ({now, speed, zone})
   * onReady  () the history is there; onState ("online" | "offline")
   * now      () desk time in microseconds, for entries shown before the server has them
   */
  constructor(options) {
    const defaults = { base: "/chat", secret: "", room: "", language: "", now: () => Date.now() * 1000 };
    Object.assign(this, defaults, options);
    for (const name of ["onEntry", "onStatus", "onToast", "onClock", "onReady", "onState"]) this[name] ||= nothing;
    this.keep = options.keep ?? (this.secret ? "" : `baoxiu.outbox.${this.room}`);
    this.outbox = new Outbox(this.keep);
    this.cursor = "0";
    this.stopped = true;
    this.urls = new Map();
    this.wakers = new Set();
  }

  start() {
    if (!this.stopped) return;
    this.stopped = false;
    this.rouse = () => this.#wake();
    addEventListener("online", this.rouse);
    document.addEventListener("visibilitychange", this.rouse);
    for (const item of this.outbox.items) this.#show(item, { pending: true });
    this.#listen();
    this.#flush();
  }

  stop() {
    this.stopped = true;
    this.abort?.abort();
    removeEventListener("online", this.rouse);
    document.removeEventListener("visibilitychange", this.rouse);
    this.#wake();
  }

  /** Send words and files already uploaded; returns the message's uuid. */
  send({ text = "", files = [], replyTo = "", start = "" } = {}) {
    return this.#post({ id: uuid(), at: this.now(), text, files, reply_to: replyTo, start });
  }

  /** Press a button. `label` is what the person saw on it. */
  press(token, label = "") {
    return this.#post({ id: uuid(), at: this.now(), choice: token, label });
  }

  /** Upload a File and send it; shown at once, with progress. Resolves when it is queued as a message. */
  async sendFile(file, text = "") {
    const item = { id: uuid(), at: this.now(), text };
    const local = { name: file.name, mime: file.type, size: file.size, kind: kindOf(file.type), url: URL.createObjectURL(file), file };
    const show = (more) => this.#show({ ...item, files: [local] }, { pending: true, ...more });
    show({ progress: 0 });
    try {
      const stored = await this.upload(file, (progress) => show({ progress }));
      this.urls.set(stored.digest, Promise.resolve(local.url));
      return this.#post({ ...item, files: [stored] });
    } catch (refusal) {
      show({ failed: true, pending: false });
      this.onToast(refusal.message, "error");
      return null;
    }
  }

  /** Upload a File; returns what a message carries. Repeats by itself while the line is down. */
  async upload(file, onProgress = nothing) {
    for (let attempt = 0; ; attempt += 1) {
      const { status, body, after } = await this.#put(file, onProgress);
      if (status === 200) return body;
      if (status === 401) await this.#renew();
      else if (status >= 400 && status < 500 && status !== 429) throw new Error(body?.text || String(status));
      if (this.stopped) throw new Error("stopped");
      await this.#pause(after || backoff(attempt));
    }
  }

  /** Where a stored file can be shown from; a promise, since a bearer must fetch it. */
  fileUrl(digest) {
    if (!this.urls.has(digest)) this.urls.set(digest, this.#url(digest));
    return this.urls.get(digest);
  }

  async #url(digest) {
    const url = `${this.base}/files/${digest}`;
    if (!this.secret) return url;
    const response = await fetch(url, { headers: this.#headers() });
    return response.ok ? URL.createObjectURL(await response.blob()) : url;
  }

  #headers(more = {}) {
    return this.secret ? { Authorization: `Bearer ${this.secret}`, ...more } : more;
  }

  #query(values = {}) {
    const query = new URLSearchParams(values);
    if (this.room) query.set("room", this.room);
    return query.size ? `?${query}` : "";
  }

  #post(item) {
    const message = Object.fromEntries(Object.entries(item).filter(([, value]) => value && value.length !== 0));
    this.outbox.add(message);
    this.#show(message, { pending: true });
    this.#flush();
    return item.id;
  }

  // A message of our own as the log shows it before (or without) the server's word.
  #show(item, more) {
    if (item.start) return;
    const style = item.choice ? "choice" : "";
    const rows = item.choice ? [[{ label: item.label || "", token: item.choice }]] : [];
    const body = { text: item.text || item.label || "", files: item.files || [], rows, bold: [], style };
    this.onEntry({ key: `in:${item.id}`, at: item.at, own: true, local: true, author: "", body, ...more });
  }

  async #flush() {
    if (this.flushing) return;
    this.flushing = true;
    for (let attempt = 0; this.outbox.first && !this.stopped; ) {
      const done = await this.#deliver(this.outbox.first, attempt);
      attempt = done ? 0 : attempt + 1;
    }
    this.flushing = false;
  }

  async #deliver(item, attempt) {
    const { at, ...message } = item;
    const response = await this.#send(message);
    if (response?.ok) {
      this.outbox.remove(item.id);
      this.#show(item, { pending: false });
      return true;
    }
    if (response?.status === 401) await this.#renew();
    else if (response && response.status >= 400 && response.status < 500 && response.status !== 429) {
      this.outbox.remove(item.id);
      this.#show(item, { pending: false, failed: true });
      this.onToast((await response.json().catch(() => ({}))).text || "", "error");
      return true;
    }
    await this.#pause(Number(response?.headers.get("Retry-After")) * 1000 || backoff(attempt));
    return false;
  }

  async #send(message) {
    const headers = this.#headers({ "Content-Type": "application/json" });
    const url = `${this.base}/api/messages${this.#query()}`;
    try {
      return await fetch(url, { method: "POST", headers, body: JSON.stringify(message) });
    } catch {
      return null; // the line is down: it stays in the outbox
    }
  }

  async #listen() {
    for (let attempt = 0; !this.stopped; attempt += 1) {
      this.abort = new AbortController();
      try {
        const url = `${this.base}/api/events${this.#query({ after: this.cursor })}`;
        const response = await fetch(url, { headers: this.#headers(), signal: this.abort.signal, cache: "no-store" });
        if (response.status === 401) await this.#renew();
        if (response.ok) {
          attempt = 0;
          this.onState("online");
          this.#wake();
          for await (const event of events(response, this.abort)) this.#hear(event);
        }
      } catch {
        // falls through to the pause: a lost line is nothing to report beyond its state
      }
      if (this.stopped) return;
      this.onState("offline");
      await this.#pause(backoff(attempt));
    }
  }

  #hear({ id, event, data }) {
    if (event === "message") {
      if (id) this.cursor = id;
      this.onEntry(data);
    } else if (event === "toast") this.onToast(data.text);
    else if (event === "status") this.onStatus(data.number ? data : null);
    else if (event === "clock") this.onClock(data);
    else if (event === "ready") this.onReady();
  }

  // A bearer that is refused cannot be mended from here; a lost cookie can.
  async #renew() {
    if (!this.secret) await openSession({ base: this.base, language: this.language }).catch(nothing);
  }

  #put(file, onProgress) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append("file", file, file.name);
      request.open("POST", `${this.base}/api/files`);
      if (this.secret) request.setRequestHeader("Authorization", `Bearer ${this.secret}`);
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
      request.onloadend = () => resolve(answerOf(request));
      request.send(form);
    });
  }

  #pause(length) {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, length);
      this.wakers.add(wake);
    });
  }

  #wake() {
    for (const wake of [...this.wakers]) wake();
  }
}

function answerOf(request) {
  let body = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    body = null; // a proxy's page, or no answer at all
  }
  return { status: request.status, body, after: Number(request.getResponseHeader("Retry-After")) * 1000 };
}

function backoff(attempt) {
  return Math.min(20_000, 500 * 2 ** attempt) * (0.7 + Math.random() * 0.6);
}

function kindOf(mime) {
  const family = mime.split("/")[0];
  return { image: "photo", audio: "voice", video: "video" }[family] || "document";
}
