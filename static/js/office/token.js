// Signing in again, in another tab, gives a new token against forged requests; this page then fetches it.

// Puts a fresh token into every form of the page; false where nobody is signed in or the network does not answer.
export async function renewToken() {
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
    if (!token) return false;
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
    const workspace = document.querySelector(".workspace");
    workspace?.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    return true;
  } catch {
    return false;
  }
}
