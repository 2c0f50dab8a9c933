// The text of one item: its editor, what of it is saved, and sending what is not.

import { clockNow } from "../announce.js";
import { KEPT_ALIVE } from "./server.js";
import { uuid } from "./uuid.js";

const AFTER_TYPING = 1_500;
const AT_LATEST = 10_000;
const AGAIN = [2_000, 4_000, 8_000, 15_000];

const EMPTY = /^(?:<p><\/p>)*$/;

export class Writing {
  constructor(root, page) {
    this.page = page;
    this.item = root.dataset.item;
    this.editor = null;
    this.mounting = null;
    this.isDirty = false;
    // What was sent and not answered yet: it may have been saved, so it is sent again as it was, before anything newer.
    this.pending = null;
    this.isSending = false;
    this.failures = 0;
    this.trouble = "";
    this.take(root);
    this.revision = Number(root.dataset.revision);
  }

  get isClean() {
    return !this.isDirty && !this.pending && !this.isSending;
  }

  get html() {
    const html = this.editor ? this.editor.getHTML() : this.paper.innerHTML;
    return EMPTY.test(html) ? "" : html;
  }

  // The element of the page that shows this item, when it is new or was swapped.
  take(root) {
    this.root = root;
    this.waiting = Number(root.dataset.waiting ?? 0);
    this.paper = root.querySelector(".writing__paper");
    this.tools = root.querySelector(".writing__tools");
    this.address = root.dataset.save;
    root.dataset.taken = "yes";
    this.label = root.closest(".minute")?.querySelector(".minute__title")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    if (!this.editor) {
      this.paper.tabIndex = 0;
      this.paper.setAttribute("role", "textbox");
      this.paper.setAttribute("aria-multiline", "true");
      this.paper.setAttribute("aria-label", `Minutes of ${this.label}`);
      this.paper.addEventListener("focus", () => this.mount({ focus: true }), { once: true });
      this.page.sight.observe(root);
    }
  }

  // The part was swapped: the editor goes over into the new element, with all that it holds.
  adopt(root) {
    const hadFocus = this.page.hadFocus === this.item;
    const fresh = root.querySelector(".writing__paper");
    const html = fresh.innerHTML;
    const revision = Number(root.dataset.revision);
    const [paper, tools] = [this.paper, this.tools];
    this.take(root);
    if (this.editor) {
      fresh.replaceWith(paper);
      this.tools.replaceWith(tools);
      [this.paper, this.tools] = [paper, tools];
    }
    if (this.isClean && revision !== this.revision) this.show(html, revision);
    if (!this.isClean) this.say();
    if (hadFocus) this.editor?.commands.focus();
  }

  mount({ focus = false } = {}) {
    this.mounting ??= import("./rich.js")
      .then(({ createEditor }) => {
        this.editor = createEditor(this);
        this.page.sight.unobserve(this.root);
      })
      .catch(() => {
        this.mounting = null;
        this.tell("The editor did not load. Reload the page.", "wrong");
      });
    return this.mounting.then(() => {
      if (focus) this.editor?.commands.focus();
    });
  }

  // A text that came from the portal takes the place of one that was not touched here.
  show(html, revision) {
    this.revision = revision;
    if (this.editor) this.editor.chain().setMeta("addToHistory", false).setContent(html, { emitUpdate: false }).run();
    else this.paper.innerHTML = html;
  }

  // Something was typed.
  changed() {
    this.isDirty = true;
    this.refusal = "";
    this.firstUnsaved ??= Date.now();
    this.keepSoon();
    if (!this.trouble) this.tell("Not saved yet", "open");
    clearTimeout(this.timer);
    const left = Math.max(0, AT_LATEST - (Date.now() - this.firstUnsaved));
    this.timer = setTimeout(() => this.save(), Math.min(AFTER_TYPING, left));
  }

  keepSoon() {
    this.keeping ??= setTimeout(() => this.keep(), 200);
  }

  keep() {
    clearTimeout(this.keeping);
    this.keeping = null;
    if (this.isClean) return;
    const at = new Date().toISOString();
    const what = { html: this.html, label: this.label, revision: this.revision, pending: this.pending, at };
    this.isKept = this.page.kept.put(this.item, what);
  }

  // The words are put away: nothing is sent or kept any more.
  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    this.isDirty = false;
    this.pending = null;
  }

  // What was typed on a page that is gone, and never came to the portal.
  restore(found) {
    this.pending = found.pending ?? null;
    this.isDirty = true;
    this.revision = found.revision;
    this.isKept = this.page.kept.put(this.item, found);
    return this.mount().then(() => {
      this.editor.commands.setContent(found.html, { emitUpdate: false });
      this.tell("What you typed before is put back", "open");
      this.page.said("What you had typed and not saved is put back.");
      this.save();
    });
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.isSending || (!this.isDirty && !this.pending) || this.refusal) return;
    if (!this.pending) {
      this.pending = { html: this.html, based_on: this.revision, save_key: uuid() };
      this.isDirty = false;
      this.firstUnsaved = null;
    }
    this.isSending = true;
    this.keep();
    if (!this.trouble) this.tell("Saving…", "open");
    const small = JSON.stringify(this.pending).length < KEPT_ALIVE;
    const answer = await this.page.server.post(this.address, this.pending, { keepalive: keepalive && small });
    this.isSending = false;
    this.answered(answer);
  }

  answered(answer) {
    if (answer.status === 200 || answer.status === 409) {
      this.revision = answer.revision;
      this.pending = null;
      this.failures = 0;
      this.troubled("");
      if (answer.status === 409) this.isBeside(answer);
      else if (this.waiting && !this.root.querySelector(".writing__waiting")) this.waiting = 0;
      if (this.isDirty) {
        this.changed();
        return;
      }
      this.page.kept.remove(this.item);
      if (answer.status === 200) this.tell(`Saved ${clockNow()}`, "done");
      if (answer.new) this.page.saved(this);
      return;
    }
    if (answer.status === 401 || (answer.status === 403 && this.page.server.other)) {
      this.page.signedOut();
    } else if (answer.status === 413 || answer.status === 422 || answer.status === 404 || answer.status === 403) {
      this.refused(answer);
    } else {
      this.troubled("network");
      this.timer = setTimeout(() => this.save(), AGAIN[Math.min(this.failures++, AGAIN.length - 1)]);
    }
  }

  // The portal does not take this text; it is tried again when it has changed.
  refused(answer) {
    this.refusal =
      answer.sentence ??
      (answer.status === 404
        ? "This item is not on the agenda any more. Copy your text: it is kept on this computer."
        : "Your account may not save this. Copy your text: it is kept on this computer.");
    this.isDirty = true;
    this.pending = null;
    this.keep();
    this.trouble = "";
    this.tell(`Not saved: ${this.refusal}`, "wrong");
    this.page.say();
  }

  // Somebody else saved meanwhile: this text is kept beside theirs.
  isBeside(answer) {
    this.waiting = answer.revision;
    let notice = this.root.querySelector(".writing__waiting");
    if (!notice) {
      notice = document.createElement("p");
      notice.className = "notice notice--alert writing__waiting";
      this.root.prepend(notice);
      this.page.said(`Somebody else changed ${this.label} too. Both texts are kept.`);
    }
    notice.dataset.number = answer.revision;
    const link = document.createElement("a");
    link.href = answer.settle;
    link.textContent = "Settle both texts";
    notice.replaceChildren("Somebody else changed this item while you did. Both texts are kept. ", link);
    this.tell(`Kept beside the other text ${clockNow()}`, "open");
  }

  // What the portal tells of this item every few seconds.
  heard(change, waiting) {
    const isWaiting = waiting.some(([item, number]) => String(item) === this.item && number === this.revision);
    if (isWaiting) return;
    if (this.waiting && !waiting.some(([item]) => String(item) === this.item)) {
      this.root.querySelector(".writing__waiting")?.remove();
      this.waiting = 0;
    }
    if (!change || change.revision === this.revision) return;
    const words = `Changed by ${change.by} at ${clockNow(new Date(change.at))}`;
    if (!this.isClean) {
      this.tell(`${words}. Yours will be kept beside it`, "open");
      return;
    }
    this.show(change.html, change.revision);
    this.tell(words, "done");
    this.page.said(`${this.label}: ${words.toLowerCase()}.`);
  }

  troubled(kind) {
    this.trouble = kind;
    this.say();
    this.page.say();
  }

  say() {
    const where = this.isKept === false ? "Not kept anywhere but on this page" : "Kept on this computer";
    if (this.trouble === "network") this.tell(`Not saved: no network. ${where}, trying again`, "wrong");
    else if (this.trouble === "signed out") this.tell(`Not saved: you are signed out. ${where}`, "wrong");
    else if (!this.isClean) this.tell(this.isSending ? "Saving…" : "Not saved yet", "open");
  }

  tell(words, kind) {
    const state = this.root.querySelector(".writing__state");
    if (!state) return;
    state.textContent = words;
    state.className = `writing__state state state--${kind}`;
    this.page.say();
  }
}
