// Two texts are settled in the same editor in which minutes are written; without scripts in a plain field.

import { makeEditor } from "./minutes/rich.js";

const form = document.getElementById("settle-form");
if (form) {
  const texts = JSON.parse(document.getElementById("both-texts").textContent);
  const field = form.elements.text;
  const kind = form.elements.kind;
  const paper = form.querySelector(".writing__paper");
  const server = {
    async post(address, what) {
      const headers = {
        "Content-Type": "application/json",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
        "X-Requested-With": "fetch",
      };
      try {
        const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(what) });
        return { ...(await answer.json()), status: answer.status };
      } catch {
        return { status: 0 };
      }
    },
  };
  // What was typed and refused stands in the field, as plain writing or as HTML.
  const isTyped = form.hasAttribute("data-unsaved");
  if (!isTyped || kind.value === "html") {
    const start = isTyped ? field.value : location.search.includes("from=beside") ? texts.theirs : texts.ours;
    paper.hidden = false;
    form.querySelector(".writing__field").hidden = true;
    kind.value = "html";
    field.value = start;
    const editor = makeEditor({
      paper,
      tools: form.querySelector(".writing__tools"),
      label: "The text that shall stand",
      html: start,
      cleanAddress: form.querySelector(".writing").dataset.clean,
      server,
      changed: () => {
        field.value = editor.getHTML();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      },
      save: () => form.requestSubmit(),
      notice: () => {},
    });
    for (const link of form.querySelectorAll("[data-from]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        editor.chain().setContent(texts[link.dataset.from]).focus().run();
      });
    }
  }
}
