// Messages not yet taken in by the desk: kept in localStorage so that closing the page loses none.

export class Outbox {
  /** `name` is the storage key; "" keeps messages in memory only. */
  constructor(name) {
    this.name = name;
    this.items = this.#read();
  }

  get first() {
    return this.items[0];
  }

  add(item) {
    this.items.push(item);
    this.#write((stored) => [...stored, item]);
  }

  remove(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.#write((stored) => stored.filter((item) => item.id !== id));
  }

  #read() {
    try {
      return this.name ? JSON.parse(localStorage.getItem(this.name) || "[]") : [];
    } catch {
      return []; // storage is forbidden or holds something foreign: this page then keeps messages in memory
    }
  }

  // Another tab may have written in between: read, change, write.
  #write(change) {
    if (!this.name) return;
    try {
      localStorage.setItem(this.name, JSON.stringify(change(this.#read())));
    } catch {
      this.name = ""; // full or forbidden
    }
  }
}

/** A uuid, also where crypto.randomUUID is missing (plain http on a phone in the same network). */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
