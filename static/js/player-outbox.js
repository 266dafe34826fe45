// What was done and could not be sent yet; the player keeps it, and Today sends it on too. It lies in
// this browser only until it is sent: for each set its name and a number, no exercise; and a report
// of pain, which must not get lost.

const KEY = "hamstride.unsent";
const AGAIN_MS = { first: 1_000, most: 16_000 };
const KEPT_MS = 7 * 24 * 3600 * 1000;

function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => Date.now() - one.at < KEPT_MS) : [];
  } catch {
    return [];
  }
}

export class Outbox extends HTMLElement {
  #sending = null;
  #queue = [];
  #pause = AGAIN_MS.first;
  #timer = 0;

  connectedCallback() {
    this.#queue = stored();
    addEventListener("online", () => this.send());
    this.send();
  }

  get isEmpty() {
    return this.#queue.length === 0;
  }

  // Keep it, then try; the same again changes nothing on the other side.
  put(path, fields) {
    this.#queue.push({ at: Date.now(), path, fields });
    this.#keep();
    return this.send();
  }

  // One after the other, in order. Answers the last address that came back, or null.
  send() {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      this.#keep();
      this.#tryAgain();
    });
    return this.#sending;
  }

  // Soon after a hiccup, more patiently while it lasts.
  #tryAgain() {
    clearTimeout(this.#timer);
    if (this.isEmpty) this.#pause = AGAIN_MS.first;
    else {
      this.#timer = setTimeout(() => this.send(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, AGAIN_MS.most);
    }
  }

  async #sendAll() {
    let answer = null;
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    while (this.#queue.length && token) {
      const { path, fields } = this.#queue[0];
      const body = new URLSearchParams(fields);
      body.set("csrfmiddlewaretoken", token.value);
      let response;
      try {
        response = await fetch(path, { method: "POST", body, signal: AbortSignal.timeout(15_000) });
      } catch {
        return null;
      }
      // A session that has ended, a server that is down: keep it. What is refused is given up.
      if (response.status >= 500 || response.status === 429 || response.status === 403) return null;
      if (new URL(response.url).pathname.startsWith("/accounts/")) return null;
      answer = response.url;
      this.#queue.shift();
      this.#keep();
    }
    return answer;
  }

  #keep() {
    try {
      if (this.#queue.length) localStorage.setItem(KEY, JSON.stringify(this.#queue));
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing: what is done stays on this page until it is sent.
    }
    const count = this.#queue.length;
    this.textContent = count ? `No connection: ${count} kept on this phone, sent as soon as it is back.` : "";
    if (!count) this.dispatchEvent(new Event("sent", { bubbles: true }));
  }
}
customElements.define("session-outbox", Outbox);
