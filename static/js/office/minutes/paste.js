// What is pasted from Word and the like goes through the portal first, which knows their ways.

const LONGEST = 2_000_000;
// Struck out and commented on: not part of the text, also where the portal cannot be asked.
const NO_TEXT = "del, style, script, .msoDel, .MsoCommentReference, .MsoCommentText, [style*='mso-element:comment']";

// The policy of the page lets no style count, so what styles say is said by elements.
const EMPHASIS = [
  [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
  [/font-style:\s*italic/i, "em"],
  [/text-decoration[^;]*underline/i, "u"],
];

function emphasise(page, pattern, tag) {
  for (const element of page.querySelectorAll("span[style], font[style]")) {
    if (!pattern.test(element.getAttribute("style"))) continue;
    const dress = page.createElement(tag);
    dress.append(...element.childNodes);
    element.append(dress);
  }
}

// True where the paste is dealt with here.
export function pasteInto(view, event, { cleanAddress, server, notice }) {
  const html = event.clipboardData?.getData("text/html");
  // What was copied out of an editor like this one fits as it is.
  if (!html || html.includes("data-pm-slice")) return false;
  notice("Pasting…");
  const place = follow(view);
  clean(shortened(html), cleanAddress, server).then((markup) => {
    place.select();
    if (markup.trim()) view.pasteHTML(markup);
  });
  return true;
}

async function clean(html, address, server) {
  if (html.length < LONGEST) {
    const answer = await server.post(address, { html });
    if (answer.status === 200) return answer.html;
  }
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll(NO_TEXT)) element.remove();
  for (const [pattern, tag] of EMPHASIS) emphasise(page, pattern, tag);
  return page.body.innerHTML;
}

// Without what is no text and may be long: the head with its styles, pictures.
function shortened(html) {
  return html
    .replace(/<head[\s\S]*?<\/head>/i, "")
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<img\b[^>]*>/gi, "");
}

// The place of the cursor, kept while the portal is asked, whatever is typed meanwhile elsewhere.
function follow(view) {
  const { from, to } = view.state.selection;
  const before = view.state.doc;
  return {
    select() {
      const { state } = view;
      if (state.doc === before || state.selection.from === from) return;
      const end = state.doc.content.size;
      const Selection = state.selection.constructor;
      const place = Math.min(to, end);
      view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(place))));
    },
  };
}
