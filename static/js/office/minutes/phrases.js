// Standard phrases: by their short names as they are typed, or chosen from a list.

// In the order of the page's own list.
export function phrases() {
  return [...document.querySelectorAll(".phrases dt")].map((term) => ({
    name: term.textContent.trim().replace(/^;/, ""),
    text: term.nextElementSibling.textContent.trim(),
  }));
}

// Puts the phrase in place of what stands from `from` to `to`; what is to be filled in first is selected.
export function writePhrase(tr, { text }, from, to) {
  tr.insertText(`${text} `, from, to);
  const blank = /\[[^\]]+\]/.exec(text);
  const begin = from + (blank ? blank.index : text.length + 1);
  const Selection = tr.selection.constructor;
  if (Selection.create) tr.setSelection(Selection.create(tr.doc, begin, begin + (blank?.[0].length ?? 0)));
  return tr;
}

// The next thing in square brackets, from the cursor on and then from the beginning.
export function nextBlank(editor) {
  const found = [];
  editor.state.doc.descendants((node, place) => {
    if (!node.isText) return;
    for (const blank of node.text.matchAll(/\[[^\]]+\]/g)) {
      found.push({ from: place + blank.index, to: place + blank.index + blank[0].length });
    }
  });
  const { from, to } = editor.state.selection;
  const next = found.find((blank) => blank.from >= to && blank.from !== from) ?? found[0];
  if (next) editor.chain().focus().setTextSelection(next).scrollIntoView().run();
}

let dialog = null;
let current = null;

// A list to choose from with the keyboard; typing narrows it.
export function choosePhrase(editor) {
  current = editor;
  dialog ??= build();
  dialog.querySelector("input").value = "";
  fill("");
  dialog.showModal();
}

function build() {
  const made = document.createElement("dialog");
  made.className = "help phrase-choice";
  made.setAttribute("aria-labelledby", "phrase-choice-title");
  made.innerHTML = `
    <h2 id="phrase-choice-title">Standard phrases</h2>
    <div class="field"><label for="phrase-choice-words">Words or short name</label>
    <input id="phrase-choice-words" autocomplete="off"></div>
    <ul class="phrase-choice__list"></ul>
    <form method="dialog" class="deeds"><button class="button button--quiet" type="submit">Close</button></form>`;
  document.body.append(made);
  made.querySelector("input").addEventListener("input", (event) => fill(event.target.value));
  made.addEventListener("keydown", (event) => {
    const choices = [made.querySelector("input"), ...made.querySelectorAll(".phrase-choice__list button")];
    const at = choices.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && at >= 0) choices[Math.min(at + 1, choices.length - 1)].focus();
    else if (event.key === "ArrowUp" && at > 0) choices[at - 1].focus();
    else if (event.key === "Enter" && at === 0) choices[1]?.click();
    else return;
    event.preventDefault();
  });
  made.addEventListener("close", () => current?.commands.focus());
  return made;
}

function fill(words) {
  const wanted = words.toLowerCase().replace(/^;/, "");
  const list = dialog.querySelector("ul");
  const found = phrases().filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(wanted));
  list.replaceChildren(
    ...found.map((phrase) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      const name = document.createElement("code");
      button.type = "button";
      name.textContent = `;${phrase.name}`;
      button.append(name, ` ${phrase.text}`);
      button.addEventListener("click", () => {
        const editor = current;
        dialog.close();
        const { state, view } = editor;
        view.dispatch(writePhrase(state.tr, phrase, state.selection.from, state.selection.to).scrollIntoView());
        editor.commands.focus();
      });
      line.append(button);
      return line;
    }),
  );
}
