// Signing in again, in another tab, gives a new token against forged requests; this page then fetches it.

export const SOMEBODY_ELSE = "somebody else";

// The token that this browser's forms need now, and who is signed in: {token, user, name}; null where nobody is, or the
// network does not answer.
export async function askForToken(address) {
  try {
    const headers = { "X-Requested-With": "fetch", "X-Background": "1" };
    const answer = await fetch(address, { headers, cache: "no-store", redirect: "error" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// Into every form of the page, and into what htmx sends.
export function putToken(token) {
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
  document.querySelector("[hx-headers]")?.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

// A fresh token for the whole page; false where there is none. Where another account is signed in by now it says so, and
// leaves the page as it is: nobody saves in another's name.
export async function renewToken() {
  const place = document.querySelector("[data-token]");
  const fresh = place && (await askForToken(place.dataset.token));
  if (!fresh) return false;
  if (String(fresh.user) !== place.dataset.user) return SOMEBODY_ELSE;
  putToken(fresh.token);
  return true;
}
