// Outcomes of items: what is typed survives until it is saved, and what was found in a text is marked in it.
//
// "office:minutes-saved" (detail.item) says that the text of an item was saved: then what is found in it is read anew, and the
// field in which somebody may be typing stays as it is.

const FOUND = "found-in-text";

// Two people may work at one computer, one after the other: nobody finds what another has typed.
function keyOf(field) {
  const user = document.querySelector("[data-user]")?.dataset.user ?? "";
  return `outcomes ${user} ${location.pathname} ${field.name}`;
}

// A private window may refuse to keep anything; then the field is all there is.
function kept(deed) {
  try {
    return deed(localStorage);
  } catch {
    return null;
  }
}

function isListField(element) {
  return element instanceof HTMLTextAreaElement && element.id.startsWith("outcomes-text-");
}

function restore(root) {
  for (const field of root.querySelectorAll('textarea[id^="outcomes-text-"]')) {
    const words = kept((store) => store.getItem(keyOf(field)));
    if (words && !field.value.trim()) field.value = words;
  }
}

document.addEventListener("input", (event) => {
  if (!isListField(event.target)) return;
  const { value } = event.target;
  kept((store) => (value.trim() ? store.setItem(keyOf(event.target), value) : store.removeItem(keyOf(event.target))));
});

// Ctrl+Enter adds the list that is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isListField(event.target)) return;
  event.preventDefault();
  document.getElementById(event.target.id.replace("text", "add"))?.click();
});

// Each answer brings a block of outcomes anew, and with it other buttons. So a click that comes before the answer waits
// for it, and is then made on the button that stands in the same place.
const underWay = new Map();
const waiting = new Map();

// What does not come back as a part of the page ends its wait all the same.
const NO_ANSWER = 500;

document.addEventListener("htmx:beforeSend", (event) => {
  const block = event.target.closest?.("[data-outcomes]");
  if (!block) return;
  const { xhr } = event.detail;
  underWay.set(block.id, { xhr, control: event.target.id });
  xhr.addEventListener("loadend", () => {
    if (xhr.status !== 200 && xhr.status !== 422) waiting.delete(block.id);
    setTimeout(() => answered(xhr), NO_ANSWER);
  });
});

document.addEventListener(
  "click",
  (event) => {
    const control = event.target.closest?.("[hx-post], [hx-get]");
    const block = control?.closest("[data-outcomes]");
    const asked = block && underWay.get(block.id);
    if (!asked) return;
    event.preventDefault();
    event.stopPropagation();
    // Twice the same means it twice only where something is moved.
    if (control.id && (control.id !== asked.control || control.name === "to")) {
      waiting.set(block.id, [...(waiting.get(block.id) ?? []), control.id]);
    }
  },
  true,
);

document.addEventListener("htmx:afterSettle", (event) => answered(event.detail.xhr));

function answered(xhr) {
  const id = [...underWay.keys()].find((block) => underWay.get(block).xhr === xhr);
  if (!id) return;
  underWay.delete(id);
  const [next, ...others] = waiting.get(id) ?? [];
  waiting.set(id, others);
  if (next) document.getElementById(next)?.click();
}

// An answer to "Add" that is no refusal means that the list stands in the record.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig, xhr } = event.detail;
  const block = target?.closest?.("[data-outcomes]");
  if (!block) return;
  const field = block.querySelector('textarea[id^="outcomes-text-"]');
  if (field && requestConfig.path.endsWith("/add/") && xhr.status < 400) {
    kept((store) => store.removeItem(keyOf(field)));
    field.value = "";
  }
});

document.addEventListener("htmx:afterSettle", () => {
  restore(document);
  mark();
});

document.addEventListener("office:minutes-saved", async (event) => {
  const block = document.getElementById(`found-${event.detail?.item}`);
  if (!block || block.contains(document.activeElement)) return;
  const answer = await fetch(block.dataset.found, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
  if (!fresh || block.contains(document.activeElement)) return;
  block.replaceWith(fresh);
  window.htmx?.process(fresh);
  mark();
});

// The letters of an element with the node and the place of each, white space made one space.
function lettersOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at += 1) {
      const blank = /\s/.test(node.data[at]);
      if (blank && (text === "" || text.endsWith(" "))) continue;
      text += blank ? " " : node.data[at];
      places.push([node, at]);
    }
  }
  return { text, places };
}

function rangeOf(words, { text, places }) {
  const at = text.indexOf(words);
  if (at < 0) return null;
  const range = new Range();
  range.setStart(...places[at]);
  const [node, offset] = places[at + words.length - 1];
  range.setEnd(node, offset + 1);
  return range;
}

// Underlines in the text of each item what was found there. Only where the browser can do so without changing the text.
function mark() {
  if (!window.CSS?.highlights) return;
  const ranges = [];
  for (const found of document.querySelectorAll(".found")) {
    const entries = found.querySelectorAll("[data-words]");
    const paper = entries.length ? found.closest(".minute")?.querySelector('[contenteditable="true"], .writing__paper') : null;
    if (!paper) continue;
    const letters = lettersOf(paper);
    for (const entry of entries) {
      const range = rangeOf(entry.dataset.words, letters);
      if (range) ranges.push(range);
    }
  }
  CSS.highlights.set(FOUND, new Highlight(...ranges));
}

restore(document);
mark();
