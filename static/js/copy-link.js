// A link that is shown once is copied with one press. Without this script, or where the browser
// gives no clipboard, the field can be marked and copied by hand.
const button = document.querySelector("button[data-copy]");
const field = document.getElementById(button?.dataset.copy);
const told = button?.parentElement.querySelector("[role=status]");

if (field && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Copied.";
    } catch {
      field.select();
      told.textContent = "The browser did not let us copy. The link is marked: copy it from there.";
    }
  });
}
