// The minutes of every item on one page: editors that save by themselves, and the others who have the meeting open.

import { foldTools } from "./minutes/folding.js";
import { Page } from "./minutes/page.js";
import { Presence } from "./minutes/presence.js";

foldTools();

function start() {
  const root = document.getElementById("writing-page");
  if (!root) return false;
  new Presence(new Page(root), root.dataset.presence);
  return true;
}

// An agenda without items has no minutes yet: they come with the first item.
if (!start()) {
  const wait = () => {
    if (start()) document.removeEventListener("htmx:afterSettle", wait);
  };
  document.addEventListener("htmx:afterSettle", wait);
}
