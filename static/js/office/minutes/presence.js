// Who else has the meeting open, and what they changed: told and asked every few seconds while the page is in sight.

const EVERY = 10_000;

export class Presence {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.id = page.kept.page;
    this.names = "";
    this.timer = setTimeout(() => this.tell(), 500);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.tell();
    });
    document.addEventListener("focusin", (event) => {
      const item = event.target.closest?.(".minute")?.id.replace("minute-", "");
      if (!item || item === this.item) return;
      this.item = item;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tell(), 1_000);
    });
    window.addEventListener("pagehide", (event) => {
      if (!event.persisted) page.server.post(address, { page: this.id, left: true }, { keepalive: true, background: true });
    });
  }

  async tell() {
    clearTimeout(this.timer);
    if (document.visibilityState === "hidden") return;
    const { writings, server } = this.page;
    const revisions = Object.fromEntries([...writings].map(([item, writing]) => [item, writing.revision]));
    const what = { page: this.id, item: this.item ? Number(this.item) : null, revisions };
    if (!this.page.signedOutBefore) {
      const answer = await server.post(this.address, what, { background: true });
      if (answer.status === 200) this.heard(answer);
      if (answer.status === 401) this.page.signedOut();
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), EVERY);
  }

  heard({ others, changed, waiting }) {
    for (const [item, writing] of this.page.writings) {
      writing.heard(changed.find((change) => String(change.item) === item), waiting);
      const here = others.filter((other) => String(other.item) === item).map((other) => other.name);
      const place = writing.root.querySelector(".writing__others");
      if (place) place.textContent = here.length ? `${list(here)} ${here.length > 1 ? "are" : "is"} at this item` : "";
    }
    const names = list([...new Set(others.map((other) => other.name))]);
    const place = document.getElementById("writing-others");
    if (place) place.textContent = names ? `Also here: ${names}` : "";
    // Heard once when somebody comes or goes, not every time that they move.
    if (names !== this.names) this.page.said(names ? `Also in this meeting: ${names}.` : "Nobody else is in this meeting now.");
    this.names = names;
  }
}

function list(names) {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}
