// What all parts of the workspace share: focus, unsaved forms, failures, keys, and the word that something was saved.
//
// A form that should not be announced (presence, autosave) carries data-quiet; one whose fields must not be lost
// carries data-guard. A part may bring its own words for "Saved" in an element with data-said.

import { announce, clockNow } from "./announce.js";
import { watchFocus } from "./focus.js";
import { watchForms } from "./guard.js";
import { watchKeys } from "./keys.js";
import { watchSwaps } from "./putback.js";
import { watchTrouble } from "./trouble.js";

watchForms();
watchSwaps();
watchFocus();
watchTrouble();
watchKeys();

document.addEventListener("htmx:afterSettle", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!xhr || requestConfig?.verb === "get" || requestConfig?.elt?.closest?.("[data-quiet]")) return;
  if (xhr.status === 422) announce("Not saved: there is a problem.", { isTrouble: true });
  else announce(document.querySelector("[data-said]")?.textContent ?? `Saved at ${clockNow()}.`);
});

// Which section is in sight is marked in the way to the sections.
const links = new Map(
  [...document.querySelectorAll(".workspace__sections a[href^='#']")].map((link) => [link.hash.slice(1), link]),
);
// Where the sections scroll sideways, the one in sight is among those that are seen.
function mark(link) {
  if (link.hasAttribute("aria-current")) return;
  link.setAttribute("aria-current", "true");
  const bar = link.closest(".workspace__sections");
  if (bar.scrollWidth > bar.clientWidth) bar.scrollTo({ left: link.offsetLeft - bar.offsetLeft - bar.clientWidth / 3 });
}
function markSection() {
  const line = 160;
  let current = null;
  for (const [name, link] of links) {
    const part = document.getElementById(name);
    if (part && part.getBoundingClientRect().top <= line) current = link;
  }
  for (const link of links.values()) {
    if (link === (current ?? links.values().next().value)) mark(link);
    else link.removeAttribute("aria-current");
  }
}
let isDue = false;
document.addEventListener(
  "scroll",
  () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      markSection();
    });
  },
  { passive: true },
);
markSection();
