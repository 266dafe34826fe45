// An item is dragged to another day. What is dropped only asks: the next page says what it would
// do, and stores nothing. By keyboard and without a pointer the item's own "Change…" does the same.

const MOVES = "[data-item][data-move]";
let held = null;

function arm() {
  for (const item of document.querySelectorAll(MOVES)) item.draggable = true;
}

function laneOf(event) {
  const lane = event.target.closest?.("[data-day]");
  const own = held?.closest("[data-day]");
  return held && lane && lane !== own ? lane : null;
}

function clear() {
  for (const lane of document.querySelectorAll("[data-over]")) delete lane.dataset.over;
}

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(MOVES) ?? null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.item);
});
document.addEventListener("dragover", (event) => {
  const lane = laneOf(event);
  clear();
  if (!lane) return;
  event.preventDefault();
  lane.dataset.over = "";
});
document.addEventListener("drop", (event) => {
  const lane = laneOf(event);
  if (!lane) return;
  event.preventDefault();
  const wish = new URLSearchParams({ kind: "move", item: held.dataset.item, to: lane.dataset.day });
  location.assign(`${held.dataset.move}?${wish}`);
});
document.addEventListener("dragend", () => {
  held = null;
  clear();
});
document.addEventListener("htmx:afterSettle", arm);
arm();
