// Papers: what belongs to the list itself. Files on their way stand in papers-sending.js, moving in papers-moving.js.

import { moveOnPress } from "./papers-moving.js";
import { watchDrops, watchForms } from "./papers-sending.js";

// What is only for a browser with scripts is shown, and what they make needless is hidden.
function dress() {
  for (const element of document.querySelectorAll("#papers [data-with-script][hidden], #papers [data-handle][hidden]")) {
    element.hidden = false;
  }
  for (const element of document.querySelectorAll("#papers [data-without-script]:not([hidden])")) element.hidden = true;
}

watchForms();
watchDrops();
moveOnPress();
document.addEventListener("htmx:afterSettle", dress);
dress();
