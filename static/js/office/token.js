// Signing in again, in another tab, gives a new token against forged requests; this page then fetches it.

export const SOMEBODY_ELSE = "somebody else";

// Puts a fresh token into every form of the page; false where nobody is signed in or the network does not answer.
// Where another account is signed in by now it says so, and leaves the page as it is: nobody saves in another's name.
export async function renewToken() {
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
    if (!token) return false;
    const workspace = document.querySelector(".workspace");
    if (workspace && workspace.dataset.user !== page.querySelector(".workspace")?.dataset.user) return SOMEBODY_ELSE;
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
    workspace?.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    return true;
  } catch {
    return false;
  }
}
