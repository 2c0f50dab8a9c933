// The tools stand at the text that is being written in, and fold away when it is left. What follows on the page then
// moves up, so that waits until a press is over: else a button below would go from under the finger before the click.

let isPressed = false;
let opened = null;

function settle() {
  if (isPressed) return;
  const now = document.activeElement?.closest(".writing") ?? null;
  if (opened && opened !== now) delete opened.dataset.open;
  if (now) now.dataset.open = "";
  opened = now;
}

export function foldTools() {
  document.addEventListener("pointerdown", () => (isPressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    // The click comes after the release, and before this.
    document.addEventListener(end, () => setTimeout(() => ((isPressed = false), settle())), true);
  }
  document.addEventListener("focusin", settle);
  document.addEventListener("focusout", () => setTimeout(settle));
}
