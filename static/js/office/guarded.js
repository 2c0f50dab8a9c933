// A page outside the workspace with a form marked data-guard: what is typed there is not left behind unnoticed.

import { markDirty, watchForms } from "./guard.js";

watchForms();
// A form that came back with errors holds what was typed, and it is not saved.
for (const form of document.querySelectorAll("form[data-guard][data-unsaved]")) markDirty(form);
