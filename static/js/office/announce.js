// Says in the workspace's live region, and shows beside the sections, what just happened; trouble in its own colour.

export function announce(sentence, { isTrouble = false } = {}) {
  const region = document.getElementById("workspace-state");
  if (!region) return;
  region.textContent = sentence;
  region.toggleAttribute("data-trouble", isTrouble);
}

// "2.30pm", as the record writes times.
export function clockNow(now = new Date()) {
  const minutes = now.getMinutes() ? `.${String(now.getMinutes()).padStart(2, "0")}` : "";
  return `${now.getHours() % 12 || 12}${minutes}${now.getHours() < 12 ? "am" : "pm"}`;
}
