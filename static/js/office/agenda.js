// The agenda: items are moved by dragging, by the arrow keys on their handle, by Alt with an arrow anywhere in them, or
// by their buttons. What was moved is saved a moment after the last move, whole, as if "Save" had been pressed.

import { announce } from "./announce.js";
import { markDirty } from "./guard.js";

const PAUSE = 700;
let due = null;
let held = null;

function rowsOf(form) {
  return [...form.querySelectorAll("[data-row]")];
}

function titleOf(row) {
  return row.querySelector("textarea[name$='-title']")?.value || "The item";
}

function saveSoon(form) {
  markDirty(form);
  clearTimeout(due);
  due = setTimeout(() => {
    if (held || !form.isConnected) return;
    form.requestSubmit(form.querySelector("#agenda-save"));
  }, PAUSE);
}

function place(row, rows = rowsOf(row.form ?? row.closest("form"))) {
  return rows.indexOf(row);
}

function tell(row) {
  const rows = rowsOf(row.closest("form"));
  announce(`${titleOf(row)}: place ${place(row, rows) + 1} of ${rows.length}.`);
}

function move(row, by) {
  const form = row.closest("form");
  const rows = rowsOf(form);
  const to = place(row, rows) + by;
  if (to < 0 || to >= rows.length) {
    announce(`${titleOf(row)} stands ${to < 0 ? "first" : "last"} already.`);
    return;
  }
  const focused = document.activeElement;
  if (by < 0) rows[to].before(row);
  else rows[to].after(row);
  focused?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  tell(row);
  saveSoon(form);
}

function lift(event, handle) {
  const row = handle.closest("[data-row]");
  held = { row, form: row.closest("form"), from: place(row), pointer: event.pointerId };
  clearTimeout(due);
  row.classList.add("is-moving");
  handle.setPointerCapture(event.pointerId);
  event.preventDefault();
}

function drag(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row, form } = held;
  const others = rowsOf(form).filter((other) => other !== row);
  const under = others.find((other) => {
    const box = other.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  if (under) {
    if (under.previousElementSibling !== row) under.before(row);
  } else if (others.length && row.nextElementSibling) {
    others.at(-1).after(row);
  }
  const edge = 60;
  if (event.clientY < edge) scrollBy(0, -12);
  else if (event.clientY > innerHeight - edge) scrollBy(0, 12);
}

function drop(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row, form, from } = held;
  held = null;
  row.classList.remove("is-moving");
  if (place(row) !== from) {
    tell(row);
    saveSoon(form);
  }
}

function showHandles() {
  for (const handle of document.querySelectorAll("#agenda [data-handle][hidden]")) handle.hidden = false;
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.button === 0 ? event.target.closest?.("#agenda [data-handle]") : null;
  if (handle) {
    handle.focus({ preventScroll: true });
    lift(event, handle);
  }
});
// Moving a row takes it out of the page for a moment, and with it the capture: so the whole page is listened to.
document.addEventListener("pointermove", drag);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const row = event.target.closest?.("#agenda [data-row]");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!event.altKey && !event.target.matches("[data-handle]")) return;
  event.preventDefault();
  move(row, event.key === "ArrowUp" ? -1 : 1);
});

document.addEventListener("click", (event) => {
  const mover = event.target.closest?.("#agenda [data-move]");
  if (mover) {
    event.preventDefault();
    move(mover.closest("[data-row]"), Number(mover.dataset.move));
  }
  const inserter = event.target.closest?.("#agenda [data-insert]");
  if (inserter) {
    event.preventDefault();
    document.getElementById("agenda-added-after").value = inserter.dataset.insert;
    document.getElementById("agenda-added").focus();
  }
});

// In a title, which has one line, Enter saves; that is what it does in every other field of the row.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("#agenda textarea[name$='-title']")) return;
  event.preventDefault();
  event.target.form.requestSubmit(document.getElementById("agenda-save"));
});

document.addEventListener("htmx:afterSettle", showHandles);
showHandles();
