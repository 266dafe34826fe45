// What every page shares: one status line for what went wrong, and where focus goes after a swap.

const status = document.getElementById("status");
let quiet = 0;

function say(sentence) {
  clearTimeout(quiet);
  status.textContent = sentence;
  quiet = setTimeout(() => { status.textContent = ""; }, 10_000);
}

document.addEventListener("htmx:responseError", (event) => {
  const code = event.detail.xhr.status;
  if (code === 403) say("This page is too old to send. Reload it and try again; what you typed is still here.");
  else if (code === 404) say("This is no longer here. Reload the page.");
  else say("Something went wrong on our side. Nothing was changed; try again in a minute.");
});
document.addEventListener("htmx:sendError", () => say("No connection. What you typed is still here; try again when you are online."));
document.addEventListener("htmx:timeout", () => say("This takes longer than it should. Try again in a minute."));

// A session that has ended answers with the log-in page: go there, do not put it inside this one.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answered = event.detail.xhr.responseURL;
  if (answered && new URL(answered).pathname.startsWith("/accounts/login/")) {
    event.detail.shouldSwap = false;
    location.assign(`/accounts/login/?next=${encodeURIComponent(location.pathname)}`);
  }
});

// A part that is replaced keeps what was open in it, and focus stays at the item that held it.
let seen = null;

function nameOf(element) {
  return element.closest("[id]")?.id;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  const open = [...part.querySelectorAll("details[open][class]")];
  seen = {
    open: open.map((details) => `#${CSS.escape(nameOf(details))} details.${details.className}`),
    held: part.contains(document.activeElement) ? nameOf(document.activeElement) : null,
    waited: part.dataset.status === "pending",
    revision: part.dataset.revision,
  };
});

// A plan that was waited for comes by itself: what is new in it is told also to who cannot see it.
const TOLD_AT_MOST = 2;

function tellNews(plan) {
  if (!seen?.waited || plan.dataset.status !== "ready") return;
  if (seen.revision === plan.dataset.revision) {
    say("Your week stands as it was.");
    return;
  }
  const news = [...plan.querySelectorAll("[aria-labelledby=changed] li:not(:has(li))")].map((one) => one.textContent);
  const more = news.length - TOLD_AT_MOST;
  const rest = more > 0 ? [`And ${more} more under “What changed”.`] : [];
  say(["Your week is ready.", ...news.slice(0, TOLD_AT_MOST), ...rest].join(" "));
}

document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  tellNews(part);
  for (const selector of seen?.open ?? []) {
    const details = document.querySelector(selector);
    if (details) details.open = true;
  }
  if (part.contains(document.activeElement)) return;
  const item = seen?.held ? document.getElementById(seen.held) : null;
  const next = part.querySelector(".field-wrong :is(input, select, textarea), [data-focus]")
    ?? item?.querySelector("form button") ?? item?.querySelector("summary");
  next?.focus();
  seen = null;
});

// A form that came back says first what it needs.
document.getElementById("errors")?.focus();

// One press is enough: a form that is on its way is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post" && !form.matches("[hx-post]")) form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
