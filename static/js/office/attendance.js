// One key for each mark of the attendance, arrows from row to row, and the state of each mark.

const UNSAVED = "Not saved";

function isTyping(element) {
  return element.closest('input:not([type="radio"]), select, textarea, button, [contenteditable]') !== null;
}

function focusRow(row) {
  (row?.querySelector('input[type="radio"]:checked') ?? row?.querySelector('input[type="radio"]'))?.focus();
}

function say(row, words) {
  const state = row?.querySelector("[data-state]");
  if (state) state.textContent = words;
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-attendee]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const rows = [...document.querySelectorAll("[data-attendee]")];
    const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    focusRow(next);
    return;
  }
  const choice = event.key.length === 1 && row.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  if (choice.checked) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
});

// "Try again" clicks what could not be sent; a row of choices is sent by its change.
document.addEventListener("click", (event) => {
  if (!event.isTrusted && event.target.matches?.("[data-marks]")) event.target.dispatchEvent(new Event("change"));
  const closed = document.getElementById(event.target.closest?.("[data-closes]")?.dataset.closes ?? "");
  if (!closed) return;
  event.preventDefault();
  const opener = document.getElementById(closed.id.replace(/-form$/, "-open"));
  closed.replaceChildren();
  opener?.focus();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches("[data-marks]")) say(event.detail.elt.closest("[data-attendee]"), "Saving…");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { successful, xhr, requestConfig } = event.detail;
  const elt = requestConfig?.elt;
  if (!elt) return;
  if (elt.matches("[data-marks]") && !successful && xhr?.status !== 422) say(elt.closest("[data-attendee]"), UNSAVED);
  if (elt.matches(".attendance__undo") && successful) {
    const mark = elt.querySelector('[name^="mode-"]').name.replace("mode-", "");
    focusRow(document.getElementById(`attendee-${mark}`));
  }
});

// The form of a row that was just opened takes the focus.
document.addEventListener("htmx:afterSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (requestConfig?.verb === "get" && target.matches(".attendee__form, .interest__form")) {
    target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }
});

// The choice of who declares follows the attendance; who was chosen stays chosen.
const chosen = new Map();
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.matches("select")) chosen.set(event.detail.target.id, event.detail.target.value);
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const { target } = event.detail;
  if (!chosen.has(target.id)) return;
  target.value = [...target.options].some((option) => option.value === chosen.get(target.id)) ? chosen.get(target.id) : "";
  chosen.delete(target.id);
});
