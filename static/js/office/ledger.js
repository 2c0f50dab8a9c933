// Keys of the working lists of the ledger. The focus stands on the box of a row, so that everything else that works on
// a box works too; the letters can be switched off.

const CHOICE = "office-ledger-keys";
const form = document.querySelector("[data-ledger]");

function boxes() {
  return [...form.querySelectorAll('input[name="chosen"]')];
}

function rowOf(element) {
  return element.closest?.("[data-row]") ?? null;
}

function isTyping(element) {
  return element.closest?.('input:not([type="checkbox"]), select, textarea, [contenteditable]') != null;
}

function count() {
  const chosen = boxes().filter((box) => box.checked).length;
  const told = form.querySelector("[data-chosen]");
  if (!told) return;
  told.hidden = chosen === 0;
  told.textContent = ` (${chosen})`;
  const all = form.querySelector("[data-choose-all]");
  all.checked = chosen > 0 && chosen === boxes().length;
  all.indeterminate = chosen > 0 && !all.checked;
}

function move(by) {
  const all = boxes();
  const row = rowOf(document.activeElement);
  const here = row ? all.indexOf(row.querySelector('input[name="chosen"]')) : -1;
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  next?.focus();
  next?.closest("[data-row]").scrollIntoView({ block: "nearest" });
}

function search() {
  const field = document.getElementById("id_text");
  if (!field) return;
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field.focus();
}

function watch(event, letters) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const row = rowOf(event.target);
  const onBox = event.target.name === "chosen";
  const deeds = {
    ...(letters.checked && { j: () => move(1), k: () => move(-1), "/": search }),
    ...(letters.checked && row && { x: () => row.querySelector('input[name="chosen"]').click() }),
    ...(onBox && { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => row.querySelector("th a").click() }),
  };
  const deed = deeds[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
}

if (form) {
  const letters = document.getElementById("ledger-keys");
  letters.checked = localStorage.getItem(CHOICE) !== "no";
  letters.addEventListener("change", () => localStorage.setItem(CHOICE, letters.checked ? "yes" : "no"));
  for (const hidden of document.querySelectorAll("[data-needs-script]")) hidden.hidden = false;
  const all = form.querySelector("[data-choose-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes()) box.checked = all.checked;
      count();
    });
  }
  form.addEventListener("change", count);
  document.addEventListener("keydown", (event) => watch(event, letters));
  count();
}
