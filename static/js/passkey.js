// <passkey-ceremony>: a button asks the device for a passkey, or to make one; the form carries the
// answer. `ceremony` is "create" or "get"; `options` holds what the server asks for, or
// `options-from` is where it is fetched at the press, so that no challenge grows old on the page.

const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

class PasskeyCeremony extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("[data-press]");
    if (!able) return this.say("This browser does not know passkeys. A newer one does.");
    this.button.hidden = false;
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      this.press();
    });
  }

  async press() {
    this.button.disabled = true;
    this.say("Your device asks you now.");
    try {
      const credential = await this.perform(await this.options());
      const form = this.querySelector("form");
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      this.say(reason(error));
      this.button.disabled = false;
      this.button.focus();
    }
  }

  async options() {
    if (this.hasAttribute("options")) return JSON.parse(this.getAttribute("options")).publicKey;
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(this.getAttribute("options-from"), { headers });
    if (!answer.ok) throw new Error(answer.status === 429 ? "often" : "away");
    return (await answer.json()).request_options.publicKey;
  }

  perform(options) {
    if (this.getAttribute("ceremony") === "get") {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
      return navigator.credentials.get({ publicKey });
    }
    const alone = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    options.authenticatorSelection = { ...options.authenticatorSelection, ...alone };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }

  say(sentence) {
    this.querySelector("[role=status]").textContent = sentence;
  }
}

function reason(error) {
  if (error.name === "InvalidStateError") return "This device has a passkey for you already.";
  if (error.name === "NotAllowedError") return "Nothing was changed: the device was not unlocked, or it took too long.";
  if (error.name === "SecurityError") return "Passkeys need this site's own address with HTTPS, or localhost.";
  if (error.message === "often") return "That was often. Wait a minute and try again.";
  return "No connection. Try again when you are online.";
}

customElements.define("passkey-ceremony", PasskeyCeremony);
