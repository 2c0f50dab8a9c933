// What is typed and not yet saved, kept on this computer: by meeting, person, item and page.
//
// Each page holds a lock while it is open, so that another one can tell what a page left behind that is gone.

import { uuid } from "./uuid.js";

const LOCK = "office-minutes-page:";
// A page that was just left gives its lock back a moment later.
const GONE_AFTER = 1_500;

export class Kept {
  constructor(meeting, user) {
    this.prefix = `office-minutes:${meeting}:${user}:`;
    this.page = uuid();
    navigator.locks?.request(LOCK + this.page, () => new Promise(() => {}));
  }

  // True where it could be kept.
  put(item, what) {
    try {
      localStorage.setItem(`${this.prefix}${item}:${this.page}`, JSON.stringify(what));
      return true;
    } catch {
      return false;
    }
  }

  remove(item) {
    this.forget(`${this.prefix}${item}:${this.page}`);
  }

  forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing could be kept, so nothing is left.
    }
  }

  // What pages left that are gone, the oldest first: { key, item, what }.
  async left() {
    const found = this.records().filter(({ page }) => page !== this.page);
    const gone = new Map();
    for (const { page } of found) if (!gone.has(page)) gone.set(page, isGone(page));
    const left = [];
    for (const record of found) if (await gone.get(record.page)) left.push(record);
    return left.sort((one, other) => one.what.at.localeCompare(other.what.at));
  }

  records() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith(this.prefix))) {
        const [item, page] = key.slice(this.prefix.length).split(":");
        const what = JSON.parse(localStorage.getItem(key));
        if (what?.html !== undefined && page) found.push({ key, item, page, what });
      }
    } catch {
      // What cannot be read was not written by this page.
    }
    return found;
  }
}

async function isGone(page) {
  if (!navigator.locks) return true;
  try {
    return await navigator.locks.request(LOCK + page, { signal: AbortSignal.timeout(GONE_AFTER) }, () => true);
  } catch {
    return false;
  }
}
