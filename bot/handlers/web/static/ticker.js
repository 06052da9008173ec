// Desk time in the browser: anchored by the server's clock events, scaled by its speed, and every countdown on the page.

const pad = (n) => String(n).padStart(2, "0");

/** Words for a length in seconds: 4:07, 24:40, 1:38:52. */
export function left(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(s / 3600);
  const minutes = Math.floor(s / 60) % 60;
  return (hours ? `${hours}:${pad(minutes)}` : String(minutes)) + `:${pad(s % 60)}`;
}

export class Ticker {
  constructor() {
    this.anchor = Date.now() * 1000;
    this.since = performance.now();
    this.speed = 1;
    this.zone = undefined;
    this.words = {};
    this.timer = 0;
    this.set = this.set.bind(this);
  }

  /** Take over what the server says: {now, speed, zone}. */
  set({ now, speed, zone }) {
    this.anchor = now;
    this.since = performance.now();
    this.speed = speed;
    if (zone) this.zone = zone;
    this.paint();
  }

  /** Desk time in microseconds. */
  now() {
    return this.anchor + (performance.now() - this.since) * 1000 * this.speed;
  }

  /** Bring every countdown under `root` up to now. A promise clock carries data-due and data-start (microseconds). */
  paint(root = document) {
    const now = this.now();
    for (const clock of root.querySelectorAll("[data-due]")) this.#paintOne(clock, now);
  }

  start() {
    const beat = () => {
      this.paint();
      this.timer = setTimeout(beat, this.speed > 1 ? 250 : 1000);
    };
    if (!this.timer) beat();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  #paintOne(clock, now) {
    const due = Number(clock.dataset.due);
    const start = Number(clock.dataset.start || due);
    const late = now > due;
    const share = due > start ? Math.max(0, Math.min(1, (due - now) / (due - start))) : 0;
    clock.classList.toggle("is-late", late);
    clock.classList.toggle("is-soon", !late && share < 0.25 && "staff" in clock.dataset);
    clock.style.setProperty("--left", late ? "100%" : `${(share * 100).toFixed(1)}%`);
    const figure = clock.querySelector(".js-left");
    if (!figure) return;
    const gap = left(Math.abs(due - now) / 1e6);
    const words = late ? `${this.words["late-by"] || "+"} ${gap}` : gap;
    if (figure.textContent !== words) figure.textContent = words;
  }
}

/** The page's own clock. */
export const ticker = new Ticker();
