// A work programme: rows are moved between meetings by dragging, or by the arrow keys on their handle. Once the
// programme was released, a move to another time asks for its reason before it is sent.

import { announce, clockNow } from "./announce.js";
import { watchFocus } from "./focus.js";
import { watchForms } from "./guard.js";
import { watchTrouble } from "./trouble.js";

watchForms();
watchFocus();
watchTrouble();

const EDGE = 60;
let held = null;
let returnTo = "";

function rowsIn(section) {
  return [...section.querySelectorAll("[data-row]")];
}

function sections() {
  return [...document.querySelectorAll("#programme [data-section]")];
}

function send(row, to, before, reason) {
  returnTo = `handle-${row.dataset.row}`;
  window.htmx.ajax("POST", row.dataset.url, {
    source: row,
    target: "#programme",
    swap: "outerHTML",
    values: { to, before, reason },
  });
}

// The page as it stands in the office: a move that was not sent is not shown.
function putBack({ row, parent, next }) {
  parent.insertBefore(row, next);
  document.getElementById(`handle-${row.dataset.row}`)?.focus();
}

function settle(move) {
  const { row, parent } = move;
  const section = row.closest("[data-section]");
  const to = section?.dataset.section ?? "";
  const before = row.nextElementSibling?.dataset.row ?? "";
  const isOtherTime = section !== move.from;
  if (!isOtherTime && row.nextElementSibling === move.next) return;
  if (!isOtherTime || !document.querySelector("#programme[data-asks-reason]")) {
    send(row, to, before, "");
    return;
  }
  ask(row, section).then((reason) => {
    if (reason === null) {
      putBack({ row, parent, next: move.next });
      announce(`“${row.dataset.title}” stays where it was.`);
    } else send(row, to, before, reason);
  });
}

function ask(row, section) {
  const dialog = document.getElementById("why");
  const field = document.getElementById("why-reason");
  const error = document.getElementById("why-error");
  document.getElementById("why-what").textContent = `“${row.dataset.title}” to: ${section.dataset.title}.`;
  field.value = "";
  error.hidden = true;
  field.removeAttribute("aria-invalid");
  return new Promise((resolve) => {
    const form = dialog.querySelector("form");
    const answered = (event) => {
      if (event.submitter?.value !== "move" || field.value.trim()) return;
      event.preventDefault();
      error.hidden = false;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    };
    form.addEventListener("submit", answered);
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        form.removeEventListener("submit", answered);
        resolve(dialog.returnValue === "move" ? field.value.trim() : null);
      },
      { once: true },
    );
    dialog.showModal();
    field.focus();
  });
}

function markUnder(section) {
  for (const other of sections()) other.classList.toggle("is-under", other === section);
}

function lift(event, handle) {
  const row = handle.closest("[data-row]");
  held = {
    row,
    from: row.closest("[data-section]"),
    parent: row.parentElement,
    next: row.nextElementSibling,
    pointer: event.pointerId,
  };
  row.classList.add("is-moving");
  event.preventDefault();
}

function drag(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row } = held;
  const section = sections().find((one) => {
    const box = one.getBoundingClientRect();
    return event.clientY >= box.top && event.clientY <= box.bottom;
  });
  if (section) {
    const others = rowsIn(section).filter((other) => other !== row);
    const under = others.find((other) => {
      const box = other.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    const list = section.querySelector("[data-rows]");
    if (under) {
      if (under.previousElementSibling !== row) under.before(row);
    } else if (list.lastElementChild !== row) list.append(row);
    section.classList.remove("plan__section--empty");
    markUnder(section);
  }
  if (event.clientY < EDGE) scrollBy(0, -12);
  else if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
}

function drop(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const move = held;
  held = null;
  move.row.classList.remove("is-moving");
  markUnder(null);
  if (event.type === "pointercancel") putBack(move);
  else settle(move);
}

// With the arrow keys a row goes past its neighbour, and from the first or last place into the section next to it.
function step(row, by) {
  const all = sections();
  const from = row.closest("[data-section]");
  const move = { row, from, parent: row.parentElement, next: row.nextElementSibling };
  const beside = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (beside) {
    if (by < 0) beside.before(row);
    else beside.after(row);
  } else {
    const to = all[all.indexOf(from) + by];
    if (!to) {
      announce(`“${row.dataset.title}” stands ${by < 0 ? "first" : "last"} already.`);
      return;
    }
    const list = to.querySelector("[data-rows]");
    if (by < 0) list.append(row);
    else list.prepend(row);
    to.classList.remove("plan__section--empty");
  }
  settle(move);
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.button === 0 ? event.target.closest?.("#programme [data-handle]") : null;
  if (!handle?.closest("[data-section]")) return;
  handle.focus({ preventScroll: true });
  lift(event, handle);
});
document.addEventListener("pointermove", drag);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  if (!event.target.matches?.("#programme [data-handle]")) return;
  event.preventDefault();
  const row = event.target.closest("[data-row]");
  if (row.closest("[data-section]")) step(row, event.key === "ArrowUp" ? -1 : 1);
});

function showHandles() {
  for (const handle of document.querySelectorAll("#programme [data-section] [data-handle][hidden]")) handle.hidden = false;
}

document.addEventListener("htmx:afterSettle", (event) => {
  showHandles();
  const { xhr, requestConfig } = event.detail;
  if (returnTo) {
    document.getElementById(returnTo)?.focus({ preventScroll: false });
    returnTo = "";
  }
  const open = document.querySelector(".plan__row--open");
  if (requestConfig?.verb === "get") {
    if (open && !open.contains(document.activeElement)) open.querySelector("textarea, input:not([type=hidden])")?.focus();
    return;
  }
  if (!xhr) return;
  if (xhr.status === 422) announce("Not saved: there is a problem.", { isTrouble: true });
  else announce(document.querySelector("[data-said]")?.textContent ?? `Saved at ${clockNow()}.`);
});
showHandles();
