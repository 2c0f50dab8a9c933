// A deed swaps a list or a whole part; a form within it that somebody is filling in, and that did not send, outlives that.
//
// A form that was opened in its row is set into the new row as it is: the row's element carries data-holds and an id. One
// that comes anew with the part gets what was typed, and the stamps of what had been shown with it, so that the portal
// still tells when somebody else changed the same. Where the answer to any form of a row brings all of them anew, the
// row carries data-holds="apart": it is held for what is sent from elsewhere alone.

import { isDirty, isStamp, markDirty } from "./guard.js";

// What each row held, by the id of the row: the nodes themselves.
const held = new Map();
// What was typed into a form that comes anew, by its id: [name, value, is ticked].
const typed = new Map();
let focused = null;

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function take(form, sender) {
  if (form.contains(document.activeElement)) focused = document.activeElement;
  const row = form.closest("[data-holds]");
  if (row && !(row.dataset.holds === "apart" && row.contains(sender))) {
    const all = [...row.childNodes];
    // Taken out before the swap, because htmx unbinds whatever it swaps away. The sender stays, because htmx looks from
    // there for what else it swaps; a copy of it comes back.
    const nodes = all.map((node) => (node.contains(sender) ? node.cloneNode(true) : node));
    for (const node of all) if (!node.contains(sender)) node.remove();
    held.set(row.id, nodes);
    return;
  }
  const fields = [...form.elements].filter((field) => field.name && (isStamp(field.name) || isChanged(field)));
  typed.set(form.id, fields.filter((field) => field.name !== "csrfmiddlewaretoken"));
}

function putInto(form, fields) {
  for (const old of fields) {
    const found = form.elements.namedItem(old.name);
    const fresh = found instanceof RadioNodeList ? [...found].find((one) => one.value === old.value) : found;
    if (!fresh) continue;
    if (fresh.type === "checkbox" || fresh.type === "radio") fresh.checked = old.checked;
    else fresh.value = old.value;
    if (old === focused) focused = fresh;
  }
  markDirty(form);
}

export function watchSwaps() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { shouldSwap, target, requestConfig } = event.detail;
    if (!shouldSwap) return;
    const sender = requestConfig?.elt ?? null;
    for (const form of target.querySelectorAll("form[data-guard]")) {
      if (isDirty(form) && !form.contains(sender)) take(form, sender);
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const [id, nodes] of held) {
      const row = document.getElementById(id);
      row?.replaceChildren(...nodes);
      if (row) window.htmx?.process(row);
    }
    for (const [id, fields] of typed) {
      const form = document.getElementById(id);
      if (form) putInto(form, fields);
    }
    if (held.size + typed.size && focused?.isConnected) focused.focus({ preventScroll: true });
    held.clear();
    typed.clear();
    focused = null;
  });
}
