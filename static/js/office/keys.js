// Keys of the workspace: the help that lists them, and saving. Every key without a modifier can be switched off.

const CHOICE = "office-help-by-sign";

function isTyping(element) {
  return element.closest("input, select, textarea, [contenteditable]") !== null;
}

export function watchKeys() {
  const help = document.getElementById("help");
  const bySign = document.getElementById("help-by-sign");
  if (!help) return;
  for (const opener of document.querySelectorAll('[data-opens="help"]')) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  bySign.checked = localStorage.getItem(CHOICE) !== "no";
  bySign.addEventListener("change", () => localStorage.setItem(CHOICE, bySign.checked ? "yes" : "no"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && bySign.checked && !help.open && !isTyping(event.target)) {
      event.preventDefault();
      help.showModal();
    }
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.defaultPrevented) {
      const form = event.target.closest?.('form[method="post"]');
      if (!form) return;
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
