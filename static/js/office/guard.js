// Forms marked data-guard hold what is not yet saved: it is neither left behind nor swapped away unnoticed.

// What was sent, by form: the words of every field at that moment.
const sent = new WeakMap();
// What was typed while the answer was on its way, to be put into the fields that come with it: form id → [name, value].
const typedSince = new Map();

function words(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !isStamp(name));
}

// Not typed by anybody: the token, and what a row held when it was shown.
export function isStamp(name) {
  return name === "csrfmiddlewaretoken" || name.endsWith("seen");
}

export function isDirty(form) {
  return form.dataset.dirty === "yes";
}

export function markDirty(form, dirty = true) {
  form.dataset.dirty = dirty ? "yes" : "no";
}

function guarded(element) {
  return element?.closest?.("form[data-guard]");
}

function restore(form) {
  for (const [name, value] of typedSince.get(form.id) ?? []) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field && field.type !== "checkbox") {
      field.value = value;
      markDirty(form);
    }
  }
  typedSince.delete(form.id);
}

export function watchForms() {
  for (const happening of ["input", "change"]) {
    document.addEventListener(happening, (event) => {
      const form = guarded(event.target);
      if (form) markDirty(form);
    });
  }
  document.addEventListener("submit", (event) => {
    const form = guarded(event.target);
    if (form && !form.hasAttribute("hx-post")) markDirty(form, false);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // A field that only asks for suggestions sends nothing of the form away.
    const form = event.detail.requestConfig.verb === "get" ? null : guarded(event.detail.elt);
    if (form) sent.set(form, new Map(words(form)));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // The event's own element is what is swapped, not what sent.
    const { elt, verb } = event.detail.requestConfig ?? {};
    const form = verb === "get" ? null : guarded(elt);
    const before = form && sent.get(form);
    if (!before || !event.detail.shouldSwap) return;
    typedSince.set(form.id, words(form).filter(([name, value]) => before.get(name) !== value));
    markDirty(form, false);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const form of document.querySelectorAll("form[data-guard]")) {
      if (typedSince.has(form.id)) restore(form);
      // A form that came back with errors holds what was typed, and it is not saved.
      if (form.hasAttribute("data-unsaved")) markDirty(form);
    }
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const dirty = [...event.detail.target.querySelectorAll("form[data-guard]")].some(isDirty);
    if (dirty) event.detail.shouldSwap = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("form[data-guard]")].some(isDirty)) event.preventDefault();
  });
}
