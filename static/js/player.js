// The player: turns the list that the server drew into one exercise per screen.

import "./player-awake.js";
import "./player-cues.js";
import "./player-outbox.js";
import * as core from "./player-core.js";

const TICK_MS = 100;
const SIDES = { left: "Left leg", right: "Right leg", both: "" };
const PHASES = { ready: "Get ready", switch: "Change sides", rest: "Rest", next: "Next up", end: "Done" };
const PARTS = { there: "One way", held: "Hold", back: "And back", hold: "Hold" };
const number = (element, name) => (name in element.dataset ? Number(element.dataset[name]) : null);

function setOf(element) {
  const exercise = element.closest("[data-position]");
  return {
    element,
    exercise,
    key: element.dataset.step,
    name: exercise.dataset.name,
    position: Number(exercise.dataset.position),
    side: element.dataset.side,
    then: element.dataset.then,
    pause: number(element, "pause"),
    reps: number(element, "reps"),
    hold: number(element, "hold"),
    there: number(element, "there"),
    held: number(element, "held"),
    back: number(element, "back"),
    number: number(element, "number"),
    of: number(element, "of"),
    box: element.querySelector("[type=checkbox]"),
    amount: element.querySelector("[type=number]"),
  };
}

class Player extends HTMLElement {
  #sets = [];
  #phases = [];
  #clock = null;
  #seen = null;
  #timer = 0;
  #counted = null;
  #forgotten = false;
  #shown = null;

  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one]));
    this.cues = this.querySelector("session-cues");
    this.awake = this.querySelector("screen-awake");
    this.outbox = this.querySelector("session-outbox");
    const steps = [...this.querySelectorAll("[data-step]")];
    this.#sets = steps.filter((one) => !one.closest("[data-barred]")).map(setOf);
    this.#phases = core.phasesOf(this.#sets);
    this.addEventListener("click", (event) => this.#press(event));
    this.parts.hurt.addEventListener("submit", (event) => this.#tellPain(event));
    document.addEventListener("visibilitychange", () => this.#tick());
    document.addEventListener("keydown", (event) => this.#key(event));
    this.#begin();
  }

  #isOpen(set) {
    return !("over" in set.element.dataset);
  }

  #firstOpen() {
    return this.#sets.findIndex((set) => this.#isOpen(set));
  }

  #begin() {
    const kept = core.recall(this.#phases, this.#sets, this.#kept());
    const open = this.#firstOpen();
    this.parts.stage.hidden = false;
    this.dataset.mode = "stage";
    if (open < 0) {
      this.#clock = core.startAt(this.#phases.length, Date.now());
    } else if (kept) {
      this.#clock = kept;
      this.#run();
    } else {
      this.#clock = core.pause(core.enter(this.#phases, open, Date.now()), Date.now());
    }
    this.#tick();
  }

  get #storage() {
    return `hamstride.clock.${this.dataset.session}`;
  }

  #kept() {
    try { return JSON.parse(sessionStorage.getItem(this.#storage)); } catch { return null; }
  }

  #keep() {
    if (this.#forgotten) return;
    try {
      const kept = core.remember(this.#phases, this.#sets, this.#clock);
      if (kept) sessionStorage.setItem(this.#storage, JSON.stringify(kept));
      else sessionStorage.removeItem(this.#storage);
    } catch { /* a browser that keeps nothing begins at the next open set */ }
  }

  #run() {
    clearInterval(this.#timer);
    const runs = this.#clock.paused === null && this.#clock.phase < this.#phases.length;
    if (runs) this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.awake.want(runs);
  }

  // Time has passed, by the clock on the wall.
  #tick() {
    const before = this.#clock;
    const { clock, ended, waits } = core.advance(this.#phases, before, Date.now());
    this.#clock = clock;
    for (const set of ended) this.#finished(this.#sets[set]);
    this.#stepOver();
    const now = core.look(this.#phases, this.#sets, this.#clock, Date.now());
    const gap = Date.now() - before.seen > 3000;
    const cue = before.paused === null && !gap ? core.cueBetween(this.#seen, now) : null;
    if (cue) this.cues.give(cue, this.#words(cue, now));
    this.#draw(now, waits);
    this.#seen = now;
    if (clock.phase !== before.phase || clock.paused !== before.paused) this.#run();
    this.#keep();
  }

  // Sets that are done or left out already are not played again, unless one goes back to them.
  #stepOver() {
    const phase = this.#phases[this.#clock.phase];
    if (!phase || phase.kind === "work" || this.#isOpen(this.#sets[phase.set])) return;
    const open = this.#sets.findIndex((set, index) => index > phase.set && this.#isOpen(set));
    const rest = open < 0 ? this.#firstOpen() : open;
    const halted = this.#clock.paused !== null;
    this.#clock = rest < 0
      ? core.startAt(this.#phases.length, Date.now())
      : core.enter(this.#phases, rest, Date.now());
    if (halted && rest >= 0) this.#clock = core.pause(this.#clock, Date.now());
  }

  #finished(set, done = null) {
    const amount = done ?? set.reps ?? set.hold ?? 0;
    set.element.dataset.over = "";
    set.box.checked = true;
    set.amount.value = amount;
    this.querySelector(`[data-lane="${set.key}"]`).dataset.state = "done";
    const unit = set.reps || !set.hold ? "reps" : "seconds";
    this.outbox.put(this.dataset.save, { step: set.key, [unit]: amount });
    this.#counted = null;
  }

  #press(event) {
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (!what) return;
    this.cues.wake();
    const now = Date.now();
    const acts = {
      go: () => this.#go(now),
      next: () => this.#next(now),
      back: () => { this.#clock = core.back(this.#phases, this.#clock, now); },
      skip: () => this.#skip(now),
      swap: () => this.#offerSwaps(now),
      hurts: () => this.#askPain(now),
      end: () => this.#end(),
      list: () => this.#toList(now),
      close: () => event.target.closest("dialog").close(),
      less: () => this.#count(-1),
      more: () => this.#count(1),
    };
    acts[what]();
    this.#seen = null;
    this.#tick();
    this.#run();
  }

  #key(event) {
    const typing = event.target.closest("input, select, textarea, button, a, dialog, summary");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || this.dataset.mode !== "stage") return;
    const what = { " ": "go", ArrowRight: "next", ArrowLeft: "back" }[event.key];
    if (!what) return;
    event.preventDefault();
    this.parts.stage.querySelector(`[data-do=${what}]`).click();
  }

  #go(now) {
    if (this.#clock.phase >= this.#phases.length) return this.#end();
    this.#clock = this.#clock.paused === null ? core.pause(this.#clock, now) : core.resume(this.#clock, now);
    return undefined;
  }

  #current() {
    const phase = this.#phases[this.#clock.phase];
    return phase ? { phase, set: this.#sets[phase.set] } : {};
  }

  // Out of a set: it is done as far as it came. Out of a pause: begin.
  #next(now) {
    const { phase, set } = this.#current();
    if (!phase) return;
    if (phase.kind === "work") {
      const seen = core.look(this.#phases, this.#sets, this.#clock, now);
      const reps = set.reps || !set.hold;
      const done = this.#counted ?? (reps ? (set.reps ?? Math.max(seen.rep - 1, 0)) : Math.round(seen.elapsed));
      this.#finished(set, done);
    }
    this.#clock = core.next(this.#phases, this.#clock, now);
  }

  #count(by) {
    const { phase, set } = this.#current();
    if (phase?.kind !== "work" || set.reps || set.hold) return;
    const seen = core.look(this.#phases, this.#sets, this.#clock, Date.now());
    this.#clock = core.pause(this.#clock, Date.now());
    this.#counted = Math.max((this.#counted ?? seen.rep - 1) + by, 0);
  }

  #skip(now) {
    const { set } = this.#current();
    if (!set) return;
    for (const one of this.#sets) {
      if (one.position === set.position && this.#isOpen(one)) {
        one.element.dataset.over = "";
        this.querySelector(`[data-lane="${one.key}"]`).dataset.state = "skipped";
      }
    }
    this.outbox.put(this.dataset.save, { skip: set.position });
    const open = this.#firstOpen();
    const halted = this.#clock.paused !== null;
    this.#clock = open < 0 ? core.startAt(this.#phases.length, now) : core.enter(this.#phases, open, now);
    if (halted && open >= 0) this.#clock = core.pause(this.#clock, now);
  }

  // The list's own buttons: they send the whole list, so nothing that is ticked gets lost.
  #offerSwaps(now) {
    this.#clock = core.pause(this.#clock, now);
    const { set } = this.#current();
    const buttons = set ? [...set.exercise.querySelectorAll("[name=swap]")] : [];
    this.parts.choices.replaceChildren(...buttons.map((one) => {
      const copy = one.cloneNode(true);
      copy.type = "button";
      copy.addEventListener("click", () => { this.#forget(); one.click(); });
      return copy;
    }));
    if (!navigator.onLine) this.parts.choices.textContent = "A swap needs a connection. Skip it, or go on.";
    else if (!buttons.length) this.parts.choices.textContent = "Nothing else fits here with what you have. Skip it, or leave it for today.";
    this.parts.swaps.showModal();
  }

  #askPain(now) {
    this.#clock = core.pause(this.#clock, now);
    const { set } = this.#current();
    this.parts.hurt.querySelector("[name=position]").value = (set ?? this.#sets.at(-1))?.position ?? 0;
    this.parts.hurt.showModal();
  }

  // What hurts counts at once, with or without a connection: S2 ends the session here.
  async #tellPain(event) {
    event.preventDefault();
    const form = event.target;
    const fields = Object.fromEntries(new FormData(form));
    if (!("pain" in fields)) {
      form.querySelector("[name=pain]").focus();
      return;
    }
    delete fields.csrfmiddlewaretoken;
    this.parts.hurt.close();
    this.#forget();
    const answer = await this.outbox.put(form.getAttribute("action"), fields);
    if (answer) location.assign(answer);
    else this.#actAlone(fields);
  }

  #actAlone(fields) {
    const pain = Number(fields.pain);
    const exercise = this.querySelector(`[data-position="${fields.position}"]`);
    const stops = pain > 5 || "sudden" in fields || "limp" in fields || "test" in this.dataset;
    const over = pain > Number(exercise.dataset.ceiling);
    for (const set of this.#sets) {
      if (stops || (over && set.exercise === exercise)) set.element.dataset.over = "";
    }
    if (!stops && !over) return;
    const open = this.#firstOpen();
    this.#clock = open < 0
      ? core.startAt(this.#phases.length, Date.now())
      : core.pause(core.enter(this.#phases, open, Date.now()), Date.now());
    this.#tick();
    if (stops) this.parts.phase.textContent = "Stop here for today";
  }

  #toList(now) {
    this.#clock = core.pause(this.#clock, now);
    this.dataset.mode = "list";
    this.parts.stage.hidden = true;
    this.#putFigureBack();
    this.querySelector(".player-list input")?.focus();
  }

  async #end() {
    this.#clock = core.pause(this.#clock, Date.now());
    await this.outbox.send();
    if (!this.outbox.isEmpty) {
      this.outbox.addEventListener("sent", () => this.#leave(), { once: true });
      return;
    }
    this.#leave();
  }

  #leave() {
    this.#forget();
    location.assign(this.dataset.finish);
  }

  #forget() {
    clearInterval(this.#timer);
    this.#forgotten = true;
    try { sessionStorage.removeItem(this.#storage); } catch { /* nothing was kept */ }
  }

  #words(cue, now) {
    const set = this.#sets[now.set];
    if (cue === "end") return "Done. Well held.";
    if (cue === "go") return [SIDES[set.side], set.reps ? `${set.reps} repetitions` : set.hold ? `hold ${set.hold} seconds` : "go"].filter(Boolean).join(", ");
    if (cue === "stop") return now.kind === "switch" ? `Change sides. ${SIDES[set.side]}` : now.kind === "next" ? `Next: ${set.name}` : "Rest";
    if (cue === "tick" && now.kind !== "work") return String(now.left);
    return cue === "rep" ? String(now.rep) : "";
  }

  #draw(now, waits) {
    const part = this.parts;
    const set = this.#sets[now.set];
    const halted = this.#clock.paused !== null;
    const fresh = halted && this.#clock.phase === 0 && !waits;
    this.dataset.phase = now.kind;
    this.dataset.paused = halted ? "yes" : "no";
    this.#show(set);
    this.dataset.side = set?.side ?? "";
    this.#moveFigure(now);
    if (!set) {
      const sent = this.outbox.isEmpty;
      text(part.phase, PHASES.end);
      text(part.side, "");
      text(part.number, "✓");
      text(part.unit, sent ? "Everything is saved." : "Kept on this phone until there is a connection.");
      text(part.next, "Say how it was, and the next dose follows.");
      text(part.stage.querySelector("[data-do=go]"), "How was it?");
      for (const way of ["next", "skip", "swap"]) this.#offer(way, false);
      return;
    }
    const counts = now.kind === "work" && !set.reps && !set.hold;
    const reps = now.kind === "work" && (set.reps || counts);
    text(part.phase, now.kind === "work" ? (reps ? PARTS[now.part] : "Hold") : PHASES[now.kind]);
    text(part.side, SIDES[set.side]);
    text(part.number, String(reps ? (counts ? (this.#counted ?? now.rep - 1) : now.rep) : now.left));
    text(part.unit, reps ? (set.reps ? `of ${set.reps} repetitions` : "repetitions") : "seconds");
    text(part.next, this.#outlook(now, set, waits));
    part.count.hidden = !counts;
    text(part.stage.querySelector("[data-do=go]"), fresh ? "Start" : halted ? "Go on" : "Pause");
    text(part.stage.querySelector("[data-do=next]"), now.kind === "work" ? (counts ? "That was the last" : "Done") : "Begin now");
    for (const way of ["back", "next"]) this.#offer(way, !fresh);
    for (const way of ["skip", "swap"]) this.#offer(way, true);
    part.stage.style.setProperty("--share", now.share.toFixed(3));
    const aloud = `${part.phase.textContent} ${part.side.textContent}`;
    if (now.kind !== "work" || this.#seen?.kind !== "work") text(part.aloud, `${now.kind === "work" ? set.name : aloud}`);
  }

  // A button that goes hands the focus on; a bridge test has neither Skip nor Swap.
  #offer(way, there) {
    const button = this.parts.stage.querySelector(`[data-do=${way}]`);
    if (!button || button.hidden === !there) return;
    if (button === document.activeElement) this.parts.stage.querySelector("[data-do=go]").focus();
    button.hidden = !there;
  }

  #outlook(now, set, waits) {
    if (waits) return "You were away. This set waits for you.";
    const here = `${set.name}${set.of > 1 ? `, set ${set.number} of ${set.of}` : ""}`;
    if (now.kind !== "work") return here;
    const after = this.#sets[now.set + 1];
    if (!after) return "This is the last one.";
    return after.position === set.position ? `${here}. Then ${after.side === set.side ? "rest" : SIDES[after.side].toLowerCase()}` : `Then: ${after.name}`;
  }

  #show(set) {
    const exercise = (set ?? this.#sets.at(-1))?.exercise;
    for (const one of this.querySelectorAll("[data-position]")) one.toggleAttribute("data-now", one === exercise);
    const done = this.#sets.filter((one) => !this.#isOpen(one)).length;
    text(this.parts.where, `${done} of ${this.#sets.length} sets`);
    for (const lane of this.querySelectorAll("[data-lane]")) lane.toggleAttribute("data-now", lane.dataset.lane === set?.key);
    this.#showFigure(exercise);
  }

  // The figure itself, not a copy: what is inside it has names that may stand once on a page.
  #showFigure(exercise) {
    const stage = this.parts.figure;
    if (this.dataset.mode !== "stage" || (stage.firstElementChild && this.#shown === exercise)) return;
    this.#putFigureBack();
    this.#shown = exercise;
    stage.replaceChildren(...exercise?.querySelector(".player-figure").childNodes ?? []);
    // One that is halted before its first moment would lie there without a pose.
    for (const drawing of stage.querySelectorAll("svg.figure-moving")) drawing.setCurrentTime(0);
  }

  #putFigureBack() {
    this.#shown?.querySelector(".player-figure").replaceChildren(...this.parts.figure.childNodes);
    this.#shown = null;
  }

  // The drawing moves with the repetitions, and stands still where the clock does.
  #moveFigure(now) {
    const moves = now.kind === "work" && this.#clock.paused === null;
    for (const drawing of this.parts.figure.querySelectorAll("svg.figure-moving")) {
      if (now.kind === "work" && !(this.#seen?.kind === "work" && this.#seen.set === now.set)) drawing.setCurrentTime(now.elapsed);
      const still = drawing.animationsPaused();
      if (moves && still) drawing.unpauseAnimations();
      if (this.#clock.paused !== null && !still) drawing.pauseAnimations();
      if (!moves && this.#clock.paused === null && still) drawing.unpauseAnimations();
    }
  }
}

function text(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

customElements.define("session-player", Player);
