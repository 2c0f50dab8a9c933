// The register of questions: what stands unfolded stays so when the list comes anew, and an opened form takes the focus.

let unfolded = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.target.closest?.("#questions")) return;
  unfolded = [...document.querySelectorAll("#questions details[open][id]")].map((fold) => fold.id);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { target, requestConfig } = event.detail;
  for (const id of unfolded) {
    const fold = document.getElementById(id);
    // What was entered came as a new line: the form it was typed into folds.
    if (fold && fold.id !== "questions-new") fold.open = true;
  }
  unfolded = [];
  if (requestConfig?.verb !== "get" || !target.matches?.(".asked__form")) return;
  target.closest(".asked").querySelector(".asked__fold").open = true;
  target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
