// Files on their way into the record: one request each, at most three at a time, with progress, a sentence, and a way to
// try again. What was refused stays in the list until it is dismissed.

import { announce } from "./announce.js";
import { renewToken, SOMEBODY_ELSE } from "./token.js";

const AT_ONCE = 3;
const MEGABYTE = 1024 * 1024;
const REFRESH_EACH = 4000;
const LOST = "The network does not answer. It is sent again when the network is back.";
const SIGNED_OUT = "You were signed out. Sign in in another tab, then try again.";
const OTHER = "Somebody else is signed in in this browser now. Sign in again in another tab, then try again.";
const FAILED = "The portal could not do this. Try again in a moment.";
const NOT_ALLOWED = "Your account may not do this.";
const GONE = "The meeting or the paper is not there any more. Load the page again.";

// Every file of this page that is not dismissed, in the order in which they came.
const files = [];
const tally = { taken: 0, known: 0, refused: 0 };
let list = null;
let refreshed = 0;
let isAgendaOld = false;
// Files arrive in any order and stand in the one in which they were chosen.
let position = 0;

function part() {
  return document.getElementById("papers");
}

function make(name, className, words = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = words;
  return element;
}

function button(words, about, deed) {
  const element = make("button", "button button--plain", words);
  element.type = "button";
  element.append(make("span", "hidden-text", ` ${about}`));
  element.addEventListener("click", deed);
  return element;
}

// The list outlives every swap of the part.
function shown() {
  const standing = document.getElementById("papers-uploads");
  if (!list) list = standing;
  else if (standing && standing !== list) standing.replaceWith(list);
  if (list) list.hidden = files.length === 0;
  return list;
}

function line(entry) {
  const row = make("li", "papers__upload");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${entry.file.name}`);
  const name = make("p", "", entry.file.name);
  const said = make("p", "papers__said", "Waits");
  const deeds = make("div", "deeds");
  row.append(name, said, bar, deeds);
  Object.assign(entry, { row, bar, said, deeds });
  shown()?.append(row);
  show(entry, "waiting", "Waits");
}

function show(entry, state, sentence) {
  entry.state = state;
  entry.said.textContent = sentence;
  const isOver = ["taken", "known", "refused", "lost"].includes(state);
  entry.bar.hidden = isOver;
  const kind = state === "taken" || state === "known" ? "done" : state === "refused" || state === "lost" ? "refused" : "";
  entry.row.className = `papers__upload ${kind ? `papers__upload--${kind}` : ""}`.trim();
  const about = entry.file.name;
  const deeds = [];
  if (state === "lost") deeds.push(button("Try again", about, () => again(entry)));
  deeds.push(
    isOver ? button("Dismiss", about, () => dismiss(entry)) : button("Cancel", about, () => cancel(entry)),
  );
  entry.deeds.replaceChildren(...deeds);
}

function dismiss(entry) {
  const next = entry.row.nextElementSibling ?? entry.row.previousElementSibling;
  forget(entry);
  (next?.querySelector("button") ?? document.getElementById("papers-chosen"))?.focus();
}

function forget(entry) {
  files.splice(files.indexOf(entry), 1);
  entry.row.remove();
  shown();
}

function cancel(entry) {
  entry.request?.abort();
  announce(`${entry.file.name} is not sent.`);
  dismiss(entry);
  go();
}

async function again(entry) {
  const renewed = await renewToken();
  if (renewed === SOMEBODY_ELSE) return show(entry, "lost", OTHER);
  if (renewed !== true && entry.status === 401) return show(entry, "lost", SIGNED_OUT);
  show(entry, "waiting", "Waits");
  go();
}

function isUnderWay(entry) {
  return entry.state === "waiting" || entry.state === "sending";
}

function go() {
  let sending = files.filter((entry) => entry.state === "sending").length;
  for (const entry of files) {
    if (sending >= AT_ONCE) break;
    if (entry.state !== "waiting") continue;
    sending += 1;
    send(entry);
  }
  if (!files.some(isUnderWay)) finish();
  else refreshNowAndThen();
}

function token() {
  return document.querySelector('#papers input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

function send(entry) {
  const request = new XMLHttpRequest();
  const data = new FormData();
  for (const [name, value] of entry.fields) data.append(name, value);
  data.append(entry.field, entry.file, entry.file.name);
  request.open("POST", entry.address);
  request.setRequestHeader("X-Requested-With", "fetch");
  request.setRequestHeader("X-CSRFToken", token());
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((100 * event.loaded) / event.total);
    entry.bar.value = percent;
    entry.said.textContent = percent < 100 ? `Sending: ${percent}%` : "Looking into it";
  });
  request.addEventListener("load", () => answered(entry, request));
  request.addEventListener("error", () => lost(entry, LOST));
  entry.request = request;
  show(entry, "sending", "Sending");
  request.send(data);
}

function answered(entry, request) {
  const { status, response } = request;
  entry.status = status;
  if (status === 200 || (status === 422 && response?.sentence)) {
    isAgendaOld ||= Boolean(response.agenda);
    tally[response.state] += 1;
    show(entry, response.state, response.sentence);
    if (status === 200) entry.whenTaken?.();
    go();
  } else if (status === 403 && !entry.isRenewed) {
    // Perhaps only the token is old: once, with a fresh one.
    entry.isRenewed = true;
    again(entry);
  } else if (status === 401) {
    lost(entry, SIGNED_OUT);
  } else if (status === 403 || status === 404) {
    tally.refused += 1;
    show(entry, "refused", status === 403 ? NOT_ALLOWED : GONE);
    go();
  } else {
    lost(entry, FAILED);
  }
}

function lost(entry, sentence) {
  show(entry, "lost", sentence);
  announce(`${entry.file.name}: ${sentence}`);
  go();
}

function refreshNowAndThen() {
  if (tally.taken && Date.now() - refreshed > REFRESH_EACH) refresh();
}

function refresh() {
  const address = part()?.dataset.papers;
  if (!address || !window.htmx) return;
  refreshed = Date.now();
  const url = isAgendaOld ? `${address}?agenda=1` : address;
  isAgendaOld = false;
  window.htmx.ajax("GET", url, { source: "#papers-list", target: "#papers-list", swap: "outerHTML", select: "#papers-list" });
}

function finish() {
  const { taken, known, refused } = tally;
  if (taken + known + refused === 0) return;
  const told = [
    taken ? `${taken} brought in` : "",
    known ? `${known} here already` : "",
    refused ? `${refused} refused` : "",
  ].filter(Boolean);
  announce(`Files: ${told.join(", ")}.`);
  if (taken) refresh();
  Object.assign(tally, { taken: 0, known: 0, refused: 0 });
}

function queue(form, chosen, { field = "chosen", item = null, whenTaken = null } = {}) {
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "item" && name !== "position");
  const place = item ?? new FormData(form).get("item");
  if (place !== null) fields.push(["item", place]);
  const most = Number(part().dataset.most);
  for (const entry of files.filter((one) => one.state === "taken" || one.state === "known")) forget(entry);
  position = Math.max(position, Number(document.getElementById("papers-list").dataset.last));
  for (const file of chosen) {
    position += 1;
    const entry = { file, field, fields: [...fields, ["position", position]], address: form.action, state: "waiting", whenTaken };
    files.push(entry);
    line(entry);
    if (file.isFolder) refuse(entry, `“${file.name}” is a folder: drop the files that are in it.`);
    else if (file.size > most * MEGABYTE) {
      const sentence = `“${file.name}” is larger than ${most} MB, the most that is taken: make it smaller, or part it, and upload that.`;
      refuse(entry, sentence);
    }
  }
  const waiting = files.filter(isUnderWay).length;
  if (waiting) announce(`Sending ${waiting} ${waiting === 1 ? "file" : "files"}.`);
  go();
}

function refuse(entry, sentence) {
  tally.refused += 1;
  show(entry, "refused", sentence);
}

export function watchForms() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("#papers form[data-sends='chosen']");
    if (!form || event.target.type !== "file" || !event.target.files.length) return;
    queue(form, [...event.target.files]);
    event.target.value = "";
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("#papers form[data-sends]");
    if (!form) return;
    event.preventDefault();
    const input = form.querySelector("input[type='file']");
    if (!input.files.length) return announce("Choose a file.");
    const whenTaken = () => document.getElementById(form.closest("[data-holds]")?.id ?? "")?.replaceChildren();
    queue(form, [...input.files], { field: input.name, whenTaken: form.dataset.sends === "submitted" ? whenTaken : null });
  });
  window.addEventListener("online", () => {
    for (const entry of files.filter((one) => one.state === "lost")) again(entry);
  });
  window.addEventListener("beforeunload", (event) => {
    if (files.some(isUnderWay)) event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", shown);
}

function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

function filesOf(transfer) {
  const found = [];
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry?.();
    const file = entry?.isDirectory ? { name: entry.name, size: 0, isFolder: true } : item.getAsFile();
    if (file) found.push(file);
  }
  return found;
}

function mark(over) {
  for (const element of document.querySelectorAll("#papers.is-over, #papers .is-over")) {
    if (!over.includes(element)) element.classList.remove("is-over");
  }
  for (const element of over) element.classList.add("is-over");
}

export function watchDrops() {
  // A file that is dropped beside the place for it would take the page's place, and what is typed there with it.
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const within = event.target.closest?.("#papers");
    event.dataTransfer.dropEffect = within ? "copy" : "none";
    mark(within ? [within, event.target.closest("[data-drop]")].filter(Boolean) : []);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) mark([]);
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark([]);
    if (!event.target.closest?.("#papers")) return;
    const group = event.target.closest("[data-drop]");
    queue(document.getElementById("papers-form"), filesOf(event.dataTransfer), { item: group ? group.dataset.drop : null });
  });
}
