// Files can be dropped anywhere on the page; what is chosen is named; what is on its way is shown.
// Without this script the field and the button do the same.

function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function told(files) {
  const sum = [...files].reduce((bytes, file) => bytes + file.size, 0);
  if (files.length === 0) return "";
  return files.length === 1 ? `${files[0].name}, ${size(sum)}` : `${files.length} files, ${size(sum)}`;
}

class BringFiles extends HTMLElement {
  connectedCallback() {
    this.aborter = new AbortController();
    const options = { signal: this.aborter.signal };
    this.field = this.querySelector("input[type=file]");
    this.querySelector("[data-hint]").hidden = false;
    this.field.addEventListener("change", () => this.tell(), options);
    this.addEventListener("htmx:xhr:progress", (event) => this.move(event.detail), options);
    this.addEventListener("htmx:beforeRequest", () => this.send(true), options);
    this.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) this.send(false); }, options);
    for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => this.drag(event), options);
    }
  }

  disconnectedCallback() {
    this.aborter.abort();
    document.body.classList.remove("dropping");
  }

  tell() {
    this.querySelector("[data-chosen]").textContent = told(this.field.files);
  }

  drag(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const leaves = event.type === "drop" || (event.type === "dragleave" && event.relatedTarget === null);
    document.body.classList.toggle("dropping", !leaves);
    if (event.type !== "drop" || event.dataTransfer.files.length === 0) return;
    this.field.files = event.dataTransfer.files;
    this.tell();
    this.querySelector("button").focus();
  }

  send(on) {
    this.querySelector("[data-sending]").hidden = !on;
    this.querySelector("button").disabled = on;
  }

  move({ loaded, total }) {
    if (!total) return;
    const percent = Math.floor((100 * loaded) / total);
    this.querySelector("progress").value = percent;
    this.querySelector("[data-percent]").textContent = percent < 100 ? `${percent} %` : "and being put away";
  }
}

customElements.define("bring-files", BringFiles);
