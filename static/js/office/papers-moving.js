// A paper is moved by dragging its handle, within its item or to another one, or by the arrow keys on the handle.

import { announce } from "./announce.js";

let held = null;

function titleOf(row) {
  return row.querySelector(".paper__title")?.textContent.trim() || "The paper";
}

function groupOf(row) {
  return row.closest("[data-drop]");
}

function placeOf(row) {
  return [...row.parentElement.children].indexOf(row);
}

// The list of an item that had no papers yet.
function rowsOf(group) {
  let rows = group.querySelector("[data-rows]");
  if (!rows) {
    rows = document.createElement("ul");
    rows.className = "papers__rows";
    rows.dataset.rows = "";
    group.append(rows);
  }
  return rows;
}

function send(row) {
  const form = document.getElementById("papers-order");
  if (!form) return;
  form.elements.namedItem("paper").value = row.dataset.paper;
  form.elements.namedItem("item").value = groupOf(row).dataset.drop;
  form.elements.namedItem("position").value = placeOf(row);
  form.requestSubmit();
}

function lift(event, handle) {
  const row = handle.closest("[data-paper]");
  held = { row, pointer: event.pointerId, from: `${groupOf(row).id} ${placeOf(row)}` };
  row.classList.add("is-moving");
  handle.setPointerCapture(event.pointerId);
  handle.focus({ preventScroll: true });
  event.preventDefault();
}

function drag(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row } = held;
  const groups = [...document.querySelectorAll("#papers-list [data-drop]")];
  const group = groups.findLast((one) => one.getBoundingClientRect().top <= event.clientY) ?? groups[0];
  const rows = rowsOf(group);
  const others = [...rows.children].filter((other) => other !== row);
  const under = others.find((other) => {
    const box = other.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  if (under) {
    if (under.previousElementSibling !== row) under.before(row);
  } else if (rows.lastElementChild !== row) {
    rows.append(row);
  }
  const edge = 60;
  if (event.clientY < edge) scrollBy(0, -12);
  else if (event.clientY > innerHeight - edge) scrollBy(0, 12);
}

function drop(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row, from } = held;
  held = null;
  row.classList.remove("is-moving");
  if (`${groupOf(row).id} ${placeOf(row)}` === from) return;
  announce(`${titleOf(row)}: place ${placeOf(row) + 1} of ${row.parentElement.children.length}.`);
  send(row);
}

export function moveOnPress() {
  document.addEventListener("pointerdown", (event) => {
    const handle = event.button === 0 ? event.target.closest?.("#papers [data-handle]") : null;
    if (handle) lift(event, handle);
  });
  // Moving a row takes it out of the page for a moment, and with it the capture: so the whole page is listened to.
  document.addEventListener("pointermove", drag);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const row = event.target.closest?.("#papers [data-handle]")?.closest("[data-paper]");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const way = event.key === "ArrowUp" ? "up" : "down";
    const button = document.getElementById(`${row.id}-${way}`);
    if (button?.disabled) announce(`${titleOf(row)} stands ${way === "up" ? "first" : "last"} already.`);
    else button?.click();
  });
}
