// The toolbar of an editor: one stop of the Tab key, arrow keys within it, Escape back to the text.

import { choosePhrase } from "./phrases.js";

const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
const MOD = MAC ? "⌘" : "Ctrl+";

const BUTTONS = [
  { sign: "B", words: "Bold", keys: `${MOD}B`, kind: "bold", is: "bold", deed: (chain) => chain.toggleBold() },
  { sign: "I", words: "Italic", keys: `${MOD}I`, kind: "italic", is: "italic", deed: (chain) => chain.toggleItalic() },
  { sign: "U", words: "Underline", keys: `${MOD}U`, kind: "underline", is: "underline", deed: (chain) => chain.toggleUnderline() },
  { sign: "x²", words: "Superscript", keys: `${MOD}.`, is: "superscript", deed: (chain) => chain.toggleSuperscript() },
  { sign: "x₂", words: "Subscript", keys: `${MOD},`, is: "subscript", deed: (chain) => chain.toggleSubscript() },
  { sign: "• List", words: "Bulleted list", is: "bulletList", deed: (chain) => chain.toggleBulletList() },
  { sign: "→", words: "Deeper in the list", keys: `${MOD}]`, within: "listItem", deed: (chain) => chain.sinkListItem("listItem") },
  { sign: "←", words: "Up in the list", keys: `${MOD}[`, within: "listItem", deed: (chain) => chain.liftListItem("listItem") },
  { sign: "“ ”", words: "Quotation", is: "blockquote", deed: (chain) => chain.toggleBlockquote() },
  { sign: "Link", words: "Link", keys: `${MOD}K`, is: "link", ask: (editor) => askForLink(editor) },
  { sign: "Table", words: "Insert a table", outside: "table", deed: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }) },
  { sign: "+ Row", words: "Add a row below", within: "table", deed: (chain) => chain.addRowAfter() },
  { sign: "− Row", words: "Delete the row", within: "table", deed: (chain) => chain.deleteRow() },
  { sign: "+ Column", words: "Add a column to the right", within: "table", deed: (chain) => chain.addColumnAfter() },
  { sign: "− Column", words: "Delete the column", within: "table", deed: (chain) => chain.deleteColumn() },
  { sign: "Merge", words: "Merge or split cells", within: "table", deed: (chain) => chain.mergeOrSplit() },
  { sign: "Head", words: "Head cell or not", within: "table", is: "tableHeader", deed: (chain) => chain.toggleHeaderCell() },
  { sign: "− Table", words: "Delete the table", within: "table", deed: (chain) => chain.deleteTable() },
  { sign: "Phrases", words: "Standard phrases", keys: "Alt+P", ask: (editor) => choosePhrase(editor) },
  { sign: "↶", words: "Undo", keys: `${MOD}Z`, deed: (chain) => chain.undo() },
  { sign: "↷", words: "Redo", keys: MAC ? "⇧⌘Z" : "Ctrl+Y", deed: (chain) => chain.redo() },
];
const STYLES = [["paragraph", "Text"], ["4", "Heading"], ["5", "Lower heading"]];
const NUMBERS = [
  ["", "No numbers"], ["decimal", "1, 2, 3"], ["lower-alpha", "a, b, c"], ["lower-roman", "i, ii, iii"],
  ["upper-alpha", "A, B, C"], ["upper-roman", "I, II, III"],
];

export class Toolbar {
  constructor(element, editor) {
    this.element = element;
    this.editor = editor;
    this.style = choice("Kind of paragraph", STYLES, (value) => this.setStyle(value));
    this.numbers = choice("Numbered list", NUMBERS, (value) => this.setNumbers(value));
    this.buttons = BUTTONS.map((what) => [what, this.button(what)]);
    const made = this.buttons.map(([, button]) => button);
    made.splice(6, 0, this.numbers);
    element.replaceChildren(this.style, ...made);
    element.hidden = false;
    element.addEventListener("keydown", (event) => this.move(event));
    // The selection of the text stays when a button is pressed with the mouse.
    element.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    editor.on("transaction", () => this.soon());
    editor.on("focus", () => this.soon());
    this.update();
  }

  get stops() {
    return [...this.element.children].filter((stop) => !stop.hidden && !stop.disabled);
  }

  focus() {
    (this.stops.find((stop) => stop.tabIndex === 0) ?? this.stops[0])?.focus();
  }

  button(what) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `tool${what.kind ? ` tool--${what.kind}` : ""}`;
    button.textContent = what.sign;
    button.setAttribute("aria-label", what.words);
    button.title = what.keys ? `${what.words} (${what.keys})` : what.words;
    button.addEventListener("click", () => {
      if (what.ask) what.ask(this.editor);
      else what.deed(this.editor.chain().focus()).run();
    });
    return button;
  }

  setStyle(value) {
    const chain = this.editor.chain().focus();
    if (value === "paragraph") chain.setParagraph().run();
    else chain.setHeading({ level: Number(value) }).run();
  }

  setNumbers(value) {
    const isNumbered = this.editor.isActive("orderedList");
    const chain = this.editor.chain().focus();
    if (!value) {
      if (isNumbered) chain.toggleOrderedList().run();
      return;
    }
    if (!isNumbered) chain.toggleOrderedList();
    chain.updateAttributes("orderedList", { type: value }).run();
  }

  move(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.editor.commands.focus();
      return;
    }
    const isChoice = event.target.tagName === "SELECT";
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    const { stops } = this;
    let next = stops[stops.indexOf(event.target) + step];
    if (event.key === "Home" && !isChoice) next = stops[0];
    else if (event.key === "End" && !isChoice) next = stops.at(-1);
    else if (!step) return;
    event.preventDefault();
    if (!next) return;
    this.stopAt(next);
    next.focus();
  }

  stopAt(stop) {
    for (const one of this.element.children) one.tabIndex = one === stop ? 0 : -1;
  }

  soon() {
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.update();
    });
  }

  update() {
    const { editor } = this;
    if (editor.isDestroyed) return;
    for (const [what, button] of this.buttons) {
      if (what.is) button.setAttribute("aria-pressed", String(editor.isActive(what.is)));
      if (what.within) button.hidden = !editor.isActive(what.within);
      if (what.outside) button.hidden = editor.isActive(what.outside);
    }
    this.style.value = String(editor.getAttributes("heading").level ?? "paragraph");
    this.numbers.value = editor.isActive("orderedList") ? (editor.getAttributes("orderedList").type ?? "decimal") : "";
    if (!this.stops.some((stop) => stop.tabIndex === 0)) this.stopAt(this.stops[0]);
    if (this.stops.filter((stop) => stop.tabIndex === 0).length > 1) this.stopAt(this.stops[0]);
  }
}

function choice(words, values, chosen) {
  const select = document.createElement("select");
  select.className = "tool tool--choice";
  select.setAttribute("aria-label", words);
  select.title = words;
  for (const [value, label] of values) select.add(new Option(label, value));
  select.addEventListener("change", () => chosen(select.value));
  return select;
}

let dialog = null;

// Asks for the address of a link over what is selected; an empty one takes the link away.
export function askForLink(editor) {
  dialog ??= buildDialog();
  const input = dialog.querySelector("input");
  input.value = editor.getAttributes("link").href ?? "";
  input.setCustomValidity("");
  dialog.onsubmit = (event) => {
    const address = input.value.trim();
    input.setCustomValidity(/^$|^(https?:\/\/|mailto:)\S+$/i.test(address) ? "" : "An address begins with https:// or mailto:");
    if (!input.reportValidity()) {
      event.preventDefault();
      return;
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!address) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
    } else chain.setLink({ href: address }).run();
  };
  dialog.onclose = () => editor.commands.focus();
  dialog.showModal();
}

function buildDialog() {
  const made = document.createElement("dialog");
  made.className = "help";
  made.setAttribute("aria-labelledby", "link-choice-title");
  made.innerHTML = `
    <h2 id="link-choice-title">Link</h2>
    <form method="dialog" class="form" novalidate>
      <div class="field"><label for="link-choice">Address</label>
      <p class="field__hint" id="link-choice-hint">Begins with https:// or mailto:. Leave it empty to take the link away.</p>
      <input id="link-choice" autocomplete="off" aria-describedby="link-choice-hint"></div>
      <div class="deeds"><button class="button" type="submit">Set</button>
      <button class="button button--quiet" type="button">Cancel</button></div>
    </form>`;
  made.querySelector('[type="button"]').addEventListener("click", () => made.close());
  made.querySelector("input").addEventListener("input", (event) => event.target.setCustomValidity(""));
  document.body.append(made);
  return made;
}
