// Beep, vibration and voice: each can be switched, and the choice is remembered in this browser.

const KEY = "hamstride.cues";
const TONES = { tick: [660, 0.09], go: [990, 0.35], stop: [520, 0.3], end: [780, 0.6], rep: [880, 0.07], turn: [587, 0.05] };
const SHAKES = { tick: 40, go: 250, stop: [120, 80, 120], end: [200, 100, 200, 100, 200], rep: 30 };

class Cues extends HTMLElement {
  #sound = null;

  connectedCallback() {
    const kept = this.#kept();
    for (const box of this.#boxes()) {
      if (box.dataset.cue in kept) box.checked = kept[box.dataset.cue] === true;
      if (box.dataset.cue === "vibrate" && !navigator.vibrate) box.closest("label").hidden = true;
      if (box.dataset.cue === "voice" && !globalThis.speechSynthesis) box.closest("label").hidden = true;
    }
    this.addEventListener("change", () => {
      const chosen = Object.fromEntries(this.#boxes().map((box) => [box.dataset.cue, box.checked]));
      try { localStorage.setItem(KEY, JSON.stringify(chosen)); } catch { /* then for this visit */ }
      if (!chosen.voice) globalThis.speechSynthesis?.cancel();
    });
  }

  // A browser lets a page sound only after a press.
  wake() {
    try {
      this.#sound ??= new AudioContext();
      if (this.#sound.state === "suspended") this.#sound.resume();
    } catch { /* silent */ }
  }

  give(cue, words) {
    if (this.#on("beep")) this.#beep(cue);
    if (this.#on("vibrate") && SHAKES[cue]) navigator.vibrate?.(SHAKES[cue]);
    if (words && this.#on("voice")) this.#say(words);
  }

  #boxes() {
    return [...this.querySelectorAll("[data-cue]")];
  }

  #on(name) {
    return this.querySelector(`[data-cue=${name}]`).checked;
  }

  #kept() {
    try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
  }

  #beep(cue) {
    if (!this.#sound || !TONES[cue]) return;
    const [pitch, length] = TONES[cue];
    const now = this.#sound.currentTime;
    const tone = new OscillatorNode(this.#sound, { frequency: pitch });
    const loud = new GainNode(this.#sound, { gain: 0.25 });
    loud.gain.setTargetAtTime(0, now + length * 0.6, length / 6);
    tone.connect(loud).connect(this.#sound.destination);
    tone.start(now);
    tone.stop(now + length);
  }

  #say(words) {
    const voice = globalThis.speechSynthesis;
    if (!voice) return;
    voice.cancel();
    const sentence = new SpeechSynthesisUtterance(words);
    sentence.lang = "en";
    voice.speak(sentence);
  }
}
customElements.define("session-cues", Cues);
