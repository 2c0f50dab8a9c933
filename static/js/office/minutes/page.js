// All texts of the page together: what is said of them, signing in again, leaving, and parts that are swapped.

import { clockNow } from "../announce.js";
import { Kept } from "./kept.js";
import { showLeft } from "./left.js";
import { Server } from "./server.js";
import { uuid } from "./uuid.js";
import { Writing } from "./writing.js";

const ASK_AGAIN = 4_000;
// Editors are made a little before they come into sight.
const NEAR = "400px";

export class Page {
  constructor(root) {
    this.user = root.dataset.user;
    this.tokenAddress = root.dataset.token;
    this.cleanAddress = root.dataset.clean;
    this.signIn = root.dataset.signIn;
    this.server = new Server(this);
    this.kept = new Kept(root.dataset.meeting, root.dataset.user);
    this.writings = new Map();
    this.sight = new IntersectionObserver((seen) => this.seen(seen), { rootMargin: NEAR });
    this.find();
    this.watch();
    this.say();
    this.putBack();
  }

  // What was typed on a page that is gone: the last text of an item into its editor, an earlier one to the portal.
  async putBack() {
    const left = await this.kept.left();
    const last = new Map(left.map((record) => [record.item, record]));
    for (const record of left) {
      const writing = this.writings.get(record.item);
      if (!writing) {
        const { label, html } = record.what;
        showLeft({ label, html, putAway: () => this.kept.forget(record.key) });
      } else if (record === last.get(record.item) && writing.isClean) {
        await writing.restore(record.what);
        this.kept.forget(record.key);
      } else {
        const { html, revision, pending } = record.what;
        const what = { html, based_on: revision, save_key: uuid() };
        const answer = await this.server.post(writing.address, pending?.html === html ? pending : what);
        if (answer.status === 200 || answer.status === 409) this.kept.forget(record.key);
      }
    }
  }

  seen(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) this.writings.get(entry.target.dataset.item)?.mount();
    }
  }

  // Items that came with the page, or with a part that was swapped.
  find() {
    for (const root of document.querySelectorAll(".writing[data-item]:not([data-taken])")) {
      const known = this.writings.get(root.dataset.item);
      if (known) known.adopt(root);
      else this.writings.set(root.dataset.item, new Writing(root, this));
    }
    for (const [item, writing] of this.writings) {
      if (writing.root.isConnected) continue;
      if (writing.isClean) this.writings.delete(item);
      else if (!writing.left?.isConnected) this.keepInSight(writing);
    }
    this.hadFocus = null;
    this.say();
  }

  // The item went from the agenda with words that were not saved.
  keepInSight(writing) {
    const { item, label, html } = writing;
    writing.left = showLeft({
      label,
      html,
      putAway: () => {
        this.writings.delete(item);
        this.kept.remove(item);
        writing.stop();
        this.say();
      },
    });
  }

  watch() {
    for (const before of ["htmx:beforeSwap", "htmx:oobBeforeSwap"]) {
      document.addEventListener(before, () => {
        this.hadFocus ??= document.activeElement?.closest?.(".writing")?.dataset.item ?? null;
      });
    }
    document.addEventListener("htmx:afterSettle", () => this.find());
    // A deed on an item is done on its text as it stands: what is typed goes first.
    document.addEventListener("htmx:confirm", (event) => {
      const { elt, question, verb } = event.detail;
      if (question || verb === "get" || !elt.closest("#minutes") || this.unsaved.length === 0) return;
      event.preventDefault();
      this.flush().then(() => event.detail.issueRequest(true));
    });
    window.addEventListener("online", () => this.retry());
    window.addEventListener("focus", () => this.signedOutBefore && this.askAgain());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
      else if (this.signedOutBefore) this.askAgain();
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved.some((writing) => writing.isKept === false)) event.preventDefault();
    });
  }

  get unsaved() {
    return [...this.writings.values()].filter((writing) => !writing.isClean);
  }

  // Everything typed goes out, or stays on this computer.
  leave() {
    for (const writing of this.unsaved) {
      writing.keep();
      writing.save({ keepalive: true });
    }
  }

  retry() {
    for (const writing of this.unsaved) writing.save();
  }

  async flush(longest = 4_000) {
    const end = Date.now() + longest;
    this.retry();
    while (this.unsaved.length && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      this.retry();
    }
  }

  // The session has ended. The portal is asked now and then whether somebody signed in again in another tab.
  signedOut() {
    for (const writing of this.unsaved) writing.troubled("signed out");
    if (this.signedOutBefore) return;
    this.signedOutBefore = true;
    this.say();
    this.asking = setInterval(() => this.askAgain(), ASK_AGAIN);
  }

  async askAgain() {
    if (document.visibilityState === "hidden" || !(await this.server.renew())) {
      this.say();
      return;
    }
    clearInterval(this.asking);
    this.signedOutBefore = false;
    for (const writing of this.unsaved) writing.trouble = "";
    this.retry();
    this.say();
  }

  saved(writing) {
    this.lastSaved = new Date();
    this.say();
    // Other parts of the page may look at the new text.
    document.dispatchEvent(
      new CustomEvent("office:minutes-saved", { detail: { item: writing.item, revision: writing.revision } }),
    );
  }

  // The state of the page: seen always, heard only when its kind changes.
  say() {
    const state = document.getElementById("writing-state");
    if (!state) return;
    const [kind, words, signIn] = this.state();
    state.textContent = words;
    state.className = `writing-bar__state state state--${kind}`;
    if (signIn) {
      const link = document.createElement("a");
      Object.assign(link, { href: signIn, target: "_blank", rel: "noopener", textContent: "Sign in (new tab)" });
      state.append(" ", link);
    }
    if (this.kind !== undefined && (kind === "wrong") !== (this.kind === "wrong")) this.said(words);
    this.kind = kind;
  }

  state() {
    const unsaved = this.unsaved;
    if (this.server.other) {
      return ["wrong", `Not saved: ${this.server.other} is signed in in this browser now. Kept on this computer.`, this.signIn];
    }
    if (this.signedOutBefore) {
      return ["wrong", "You are signed out. What you type is kept on this computer.", this.signIn];
    }
    if (unsaved.some((writing) => writing.trouble === "network")) {
      return ["wrong", "Not saved: no network. Kept on this computer, trying again"];
    }
    if (unsaved.some((writing) => writing.refusal)) return ["wrong", "Not everything is saved"];
    if (unsaved.length) return ["open", unsaved.some((writing) => writing.isSending) ? "Saving…" : "Not saved yet"];
    return ["done", this.lastSaved ? `All saved ${clockNow(this.lastSaved)}` : "All saved"];
  }

  said(words) {
    const live = document.getElementById("writing-said");
    if (live) live.textContent = words;
  }
}
