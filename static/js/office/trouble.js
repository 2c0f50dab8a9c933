// What did not reach the portal, or was not taken: a sentence, and a way to try again. Nothing typed is touched.

import { announce } from "./announce.js";
import { renewToken, SOMEBODY_ELSE } from "./token.js";

const SIGNED_OUT = "You were signed out. Sign in in another tab; nothing you typed is lost here. Then try again.";
const OTHER =
  "Somebody else is signed in in this browser now, so this is not saved in their name. What you typed stays here. Sign in again in another tab, then try again.";
const UNREACHED =
  "The network does not answer, so this is not saved. What you typed stays here. It is sent again when the network is back.";
const SENTENCES = {
  403: "Your account may not do this, so it is not saved.",
  404: "This is not there any more: somebody has removed it. Load the page again to see what stands.",
  413: "This is too long to be saved in one go.",
};
const FAILED = "The portal could not do this, so it is not saved. What you typed stays here. Try again in a moment.";

// What could not be sent, by the element that sends it: [element, submitter].
const waiting = new Map();
const retried = new WeakSet();

export function showTrouble(sentence, { again, signIn = false } = {}) {
  const box = document.getElementById("trouble");
  if (!box) return;
  const words = document.createElement("p");
  words.textContent = sentence;
  box.replaceChildren(words);
  if (signIn) box.append(link("Sign in (new tab)", "/accounts/login/?next=/office/"));
  if (again) box.append(button("Try again", again));
  box.append(button("Close", clearTrouble, "button--quiet"));
  box.hidden = false;
}

export function clearTrouble() {
  const box = document.getElementById("trouble");
  if (!box) return;
  box.hidden = true;
  box.replaceChildren();
}

function link(words, address) {
  const element = document.createElement("a");
  element.href = address;
  element.target = "_blank";
  element.rel = "noopener";
  element.textContent = words;
  return element;
}

function button(words, deed, kind = "") {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `button ${kind}`.trim();
  element.textContent = words;
  element.addEventListener("click", () => deed());
  return element;
}

async function sendAgain(renew = false) {
  const renewed = !renew || (await renewToken());
  if (renewed === SOMEBODY_ELSE) showTrouble(OTHER, { again: () => sendAgain(true), signIn: true });
  if (renewed !== true) return;
  const all = [...waiting.values()];
  waiting.clear();
  clearTrouble();
  for (const [element, submitter] of all) {
    if (!element.isConnected) continue;
    if (element instanceof HTMLFormElement) element.requestSubmit(submitter?.isConnected ? submitter : undefined);
    else element.click();
  }
}

function keep(event) {
  const { elt, requestConfig } = event.detail;
  waiting.set(elt, [elt, requestConfig?.triggeringEvent?.submitter]);
}

function isDeed(event) {
  return event.detail.requestConfig?.verb !== "get";
}

export function watchTrouble() {
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (!isDeed(event)) return;
    keep(event);
    if (status === 401) {
      showTrouble(SIGNED_OUT, { again: () => sendAgain(true), signIn: true });
    } else if (status === 403 && !retried.has(event.detail.elt)) {
      // Perhaps only the token is old: once, with a fresh one.
      retried.add(event.detail.elt);
      sendAgain(true);
    } else if (status >= 500) {
      showTrouble(FAILED, { again: () => sendAgain() });
    } else {
      waiting.delete(event.detail.elt);
      showTrouble(SENTENCES[status] ?? FAILED);
    }
    announce("Not saved.", { isTrouble: true });
  });
  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, (event) => {
      if (!isDeed(event)) return;
      keep(event);
      showTrouble(UNREACHED, { again: () => sendAgain() });
      announce("Not saved.", { isTrouble: true });
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    retried.delete(event.detail.elt);
    waiting.delete(event.detail.elt);
    if (waiting.size === 0) clearTrouble();
  });
  window.addEventListener("online", () => {
    if (waiting.size) sendAgain();
  });
}
