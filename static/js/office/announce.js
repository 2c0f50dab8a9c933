// Says in the workspace's live region, and shows beside the sections, what just happened.

export function announce(sentence) {
  const region = document.getElementById("workspace-state");
  if (region) region.textContent = sentence;
}

// "2.30pm", as the record writes times.
export function clockNow(now = new Date()) {
  const minutes = now.getMinutes() ? `.${String(now.getMinutes()).padStart(2, "0")}` : "";
  return `${now.getHours() % 12 || 12}${minutes}${now.getHours() < 12 ? "am" : "pm"}`;
}
