// A link that is no longer young presses its own button, once a person really looks at the page.
// What opens links by machine is not shown on a screen, or says that a machine drives it.

const form = document.querySelector("form[data-press]");

function press() {
  const seen = document.visibilityState === "visible" && !document.prerendering;
  if (!seen || navigator.webdriver || !form.hasAttribute("data-press")) return;
  form.removeAttribute("data-press");
  form.requestSubmit();
}

if (form) {
  document.addEventListener("visibilitychange", press);
  document.addEventListener("prerenderingchange", press);
  press();
}
