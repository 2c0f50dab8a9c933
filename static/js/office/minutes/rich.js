// The editor of rich text: what it may hold is exactly what minutes are kept in.

import {
  Blockquote, Bold, BulletList, Document, Editor, Extension, Gapcursor, HardBreak, Heading, InputRule, Italic, Link,
  ListItem, OrderedList, Paragraph, Placeholder, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
  Underline, UndoRedo,
} from "../../../django_prose_editor/editor.js";
import { pasteInto } from "./paste.js";
import { choosePhrase, nextBlank, phrases, writePhrase } from "./phrases.js";
import { askForLink, Toolbar } from "./toolbar.js";

// The Tab key leaves the editor, as it leaves every field: lists go deeper by other keys.
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});
const PlainTable = Table.extend({ addKeyboardShortcuts: () => ({}) });
const PlainLink = Link.extend({ addKeyboardShortcuts: () => ({}) });

function keys({ save, tools }) {
  return Extension.create({
    name: "officeKeys",
    addKeyboardShortcuts() {
      return {
        "Mod-s": () => {
          save();
          return true;
        },
        "Mod-k": ({ editor }) => {
          askForLink(editor);
          return true;
        },
        "Alt-F10": () => {
          tools()?.focus();
          return true;
        },
      };
    },
    addInputRules() {
      return [
        new InputRule({
          find: /(?:^|\s);([a-z]+)\s$/,
          handler: ({ state, range, match }) => {
            const phrase = phrases().find(({ name }) => name === match[1]);
            if (phrase) writePhrase(state.tr, phrase, range.from + match[0].indexOf(";"), range.to);
          },
        }),
      ];
    },
  });
}

// An editor in `paper`, which holds the text; `tools` is the element of its toolbar.
export function makeEditor({ paper, tools, label, html, cleanAddress, server, changed, save, notice }) {
  let toolbar = null;
  paper.replaceChildren();
  for (const name of ["tabindex", "role", "aria-multiline", "aria-label"]) paper.removeAttribute(name);
  const editor = new Editor({
    element: paper,
    injectCSS: false,
    content: html,
    extensions: [
      Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [4, 5] }), Bold, Italic, Underline, Subscript,
      Superscript, BulletList, OrderedList.configure({ enableListAttributes: false }), Item, Blockquote,
      PlainTable.configure({ resizable: false }), TableRow, TableHeader, TableCell, UndoRedo, Gapcursor,
      PlainLink.configure({ autolink: false, linkOnPaste: false, openOnClick: false, enableTarget: false }),
      Placeholder.configure({ placeholder: paper.dataset.nothing ?? "" }),
      keys({ save, tools: () => toolbar }),
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label },
      handlePaste: (view, event) => pasteInto(view, event, { cleanAddress, server, notice }),
      handleDOMEvents: {
        keydown: (view, event) => {
          if (!event.altKey || event.ctrlKey || event.metaKey) return false;
          // By the place of the key: with Alt, a Mac types other letters.
          if (event.code === "KeyP") choosePhrase(editor);
          else if (event.code === "KeyN") nextBlank(editor);
          else return false;
          event.preventDefault();
          return true;
        },
      },
    },
    onUpdate: () => changed(),
  });
  toolbar = new Toolbar(tools, editor);
  return editor;
}

// The editor of one item of the page.
export function createEditor(writing) {
  return makeEditor({
    paper: writing.paper,
    tools: writing.tools,
    label: `Minutes of ${writing.label}`,
    html: writing.paper.innerHTML,
    cleanAddress: writing.page.cleanAddress,
    server: writing.page.server,
    changed: () => writing.changed(),
    save: () => writing.save(),
    notice: (words) => writing.tell(words, "open"),
  });
}
