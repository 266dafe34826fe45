// Keeps the screen on while the clock runs, where the browser can, and says so where it cannot.

class Awake extends HTMLElement {
  #lock = null;
  #wanted = false;

  connectedCallback() {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#ask();
    });
  }

  want(wanted) {
    this.#wanted = wanted;
    if (wanted) return this.#ask();
    this.#lock?.release();
    this.#lock = null;
    return undefined;
  }

  async #ask() {
    if (!this.#wanted || (this.#lock && !this.#lock.released)) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.textContent = "";
      this.dataset.state = "on";
    } catch {
      this.dataset.state = "off";
      this.textContent = "This browser may let the screen go dark. The time goes on being right.";
    }
  }
}
customElements.define("screen-awake", Awake);
