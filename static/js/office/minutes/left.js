// Words typed for an item that somebody took off the agenda: they stay in sight, to be copied, until they are put away.

export function showLeft({ label, html, putAway }) {
  const part = document.getElementById("minutes");
  if (!part) return null;
  const box = document.createElement("section");
  box.className = "notice notice--alert";
  const title = document.createElement("h3");
  title.className = "notice__title";
  title.textContent = `Typed for “${label || "an item"}”, which is not on the agenda any more`;
  const words = document.createElement("div");
  words.className = "prose";
  // Read as a document of its own: nothing of it runs, and only the words come over.
  for (const block of new DOMParser().parseFromString(html, "text/html").body.children) {
    const line = document.createElement("p");
    line.textContent = block.textContent;
    words.append(line);
  }
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button--quiet", textContent: "Put these words away" });
  button.addEventListener("click", () => {
    box.remove();
    putAway();
  });
  box.append(title, words, button);
  part.prepend(box);
  return box;
}
