// Talking with the portal: every answer is told apart by what the clerk has to do about it.

import { askForToken, putToken } from "../token.js";

const TIMEOUT = 20_000;
// The browser promises to deliver so much after the page has gone.
export const KEPT_ALIVE = 60_000;

export class Server {
  constructor(page) {
    this.page = page;
    this.user = page.user;
    this.renewal = null;
  }

  get token() {
    return document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  }

  // What came of it: { status, ...what was answered }; status 0 where nothing answered.
  async post(address, what, { keepalive = false, background = false } = {}) {
    const answer = await this.send(address, what, { keepalive, background });
    // Whoever signs in again gets a new token; the page still has the old one.
    if (answer.status === 403 && (await this.renew())) return this.send(address, what, { keepalive, background });
    return answer;
  }

  async send(address, what, { keepalive, background }) {
    const headers = {
      "Content-Type": "application/json",
      "X-CSRFToken": this.token,
      "X-Requested-With": "fetch",
      ...(background ? { "X-Background": "1" } : {}),
    };
    const body = JSON.stringify(what);
    const signal = AbortSignal.timeout(TIMEOUT);
    try {
      const answer = await fetch(address, { method: "POST", headers, body, signal, keepalive, redirect: "error" });
      const found = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      return { ...found, status: answer.status };
    } catch {
      return { status: 0 };
    }
  }

  // Puts a fresh token into the page; false where nobody, or somebody else, is signed in.
  renew() {
    this.renewal ??= this.fetchToken().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  async fetchToken() {
    const fresh = await askForToken(this.page.tokenAddress);
    if (!fresh) return false;
    this.other = String(fresh.user) === String(this.user) ? null : fresh.name;
    if (this.other) return false;
    putToken(fresh.token);
    return true;
  }
}
