// Where the keyboard was before a part was swapped, it is afterwards; after a refusal it is at the reason.

let was = null;

function place(target) {
  const active = document.activeElement;
  if (!active || !target.contains(active)) return null;
  return { target: target.id, id: active.id, name: active.getAttribute("name"), value: active.value };
}

function again({ target, id, name, value }) {
  const part = document.getElementById(target);
  if (id && document.getElementById(id)) return document.getElementById(id);
  if (!part) return null;
  const named = name ? [...part.querySelectorAll(`[name="${CSS.escape(name)}"]`)] : [];
  return named.find((field) => field.value === value) ?? named[0] ?? part.querySelector("h2, h3");
}

function focusOn(element) {
  if (!element) return;
  if (element.matches("h2, h3") && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: element.matches("h2, h3") });
}

export function watchFocus() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    was = place(event.detail.target);
    if (was) was.refused = event.detail.xhr.status === 422;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!was) return;
    const part = document.getElementById(was.target);
    const alert = was.refused ? part?.querySelector('[role="alert"]') : null;
    if (alert) focusOn(alert);
    else if (document.activeElement === document.body || !document.activeElement) focusOn(again(was));
    was = null;
  });
}
