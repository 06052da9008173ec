// The customer's ticket beside (or above) the talk: number, promise with its countdown, four steps, particulars.

import { element, icon, level, rich } from "./draw.js";
import { ticker } from "./ticker.js";

export class CasePanel {
  constructor({ root, opener, short, page, data, onCommand }) {
    Object.assign(this, { root, opener, short, page, data, onCommand });
    this.status = null;
    opener.append(icon("down", "i-16"));
    opener.addEventListener("click", () => {
      opener.setAttribute("aria-expanded", String(root.classList.toggle("open")));
    });
  }

  show(status) {
    this.status = status;
    this.draw();
  }

  draw() {
    const { status } = this;
    this.root.hidden = this.opener.hidden = !status;
    this.root.parentElement.classList.toggle("alone", !status);
    if (!status) return this.root.replaceChildren();
    this.short.textContent = status.number;
    this.root.replaceChildren(this.#progress(status), this.#details(status), this.#foot());
    ticker.paint(this.root);
    return undefined;
  }

  #progress(status) {
    const number = element("div", { class: "case-no" }, element("span", { class: "no" }, status.number), element("small", {}, this.page.words.ticket));
    return element("section", { class: "panel" }, number, this.#promise(status), this.#steps(status));
  }

  #promise(status) {
    const { text, bold } = status.promise;
    const words = element("p", {}, rich(text, [bold]));
    if (!status.due_at) return element("div", { class: `promise still ${status.ended ? "ended" : ""}` }, words);
    const figure = element("span", { class: "js-left", role: "timer", "aria-live": "off" });
    const left = element("div", { class: "left" }, element("small", {}, this.page.words.left), figure);
    const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("i"));
    return element("div", { class: "promise", data: { due: String(status.due_at), start: String(status.start_at) } }, words, left, bar);
  }

  #steps(status) {
    return element("ol", { class: "track" }, status.steps.map(({ label, time, note, state }) =>
      element("li", { class: state, "aria-current": state === "now" ? "step" : null },
        element("i", {}, icon("check")), element("b", {}, label), element("time", {}, time), note ? element("small", {}, note) : null)));
  }

  #details(status) {
    const { words } = this.page;
    const rows = status.facts.map(({ label, value }) => [label, document.createTextNode(value)]);
    if (status.level) rows.push([words.level, element("span", { class: "with-level" }, level(status.level), status.level_label)]);
    if (status.holder) rows.push([words.holder, document.createTextNode(status.holder)]);
    if (this.data.hotline) rows.push([words.urgent, element("a", { class: "num", href: `tel:${this.data.hotline.replace(/[^+\d]/g, "")}` }, this.data.hotline)]);
    const facts = element("dl", { class: "facts" }, rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", { dir: "auto" }, value)]));
    const more = element("button", { type: "button", class: "btn", onclick: () => this.onCommand(`/status ${status.number}`) }, words.more);
    return element("section", { class: "panel" }, facts, status.ended ? null : element("div", { class: "case-acts" }, more));
  }

  #foot() {
    return element("p", { class: "foot" }, `${this.page.words.zone} ${(ticker.zone || "").split("/").pop().replaceAll("_", " ")}`);
  }
}
