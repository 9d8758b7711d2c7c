// An open form: what is typed is kept on the server, who else is here is told, and leaving asks only when it must.
import { deliver } from "./deliver.js";
import { form, marks, typed } from "./fields.js";
import { line } from "./lines.js";
import { showOffers, tell, tellKept, tellPresent, tellSignedOut } from "./notes.js";
import { reaching, ready } from "./pressed.js";
import { isThere, refresh, renewed, send } from "./server.js";
import { arrived, isChanged, isKept, keep, keepSoon, sitting, tellOffline } from "./sitting.js";
import { comeBack, remember } from "./spot.js";
import { arrived as gone, mine } from "./unsent.js";

const LOOK = 2000; // how often the form is looked at
const KEEP = 6000; // the longest that something typed waits before it is sent
const BEAT = 20000; // how often a quiet form says that it is open
const BROKEN = 20000; // after so long a save that brought no page counts as broken off
const PARTING = 60000; // the longest text that a browser still sends from a page that goes away

const place = document.querySelector(".writing");
let seen = typed().toString(); // what the form held at the last look
let since = 0; // when the first unkept change was seen
let last = 0; // when the server was last spoken to
let busy = false;
let leaving = false;

const isDirty = () => place.hasAttribute("data-dirty") || isChanged();

async function show(answer) {
  if (answer.type === "opaqueredirect") return tellSignedOut();
  tell("signed-out", "");
  if (!answer.headers.get("Content-Type")?.includes("json")) return tellOffline();
  const told = await answer.json();
  tell("error", told.error);
  if (!answer.ok) return undefined;
  refresh(told.csrf);
  tellPresent(told.present);
  tell("newer", told.newer);
  if (told.kept) tellKept(told.kept);
  return undefined;
}

async function beat() {
  const data = typed();
  const text = data.toString();
  const changed = !isKept(text);
  if (changed) data.set("_typed", "1");
  busy = true;
  last = Date.now();
  try {
    let answer = await send(changed ? data : marks(data));
    if (answer.status === 403 && (await renewed())) answer = await send(data);
    tell("offline", "");
    await show(answer);
    if (answer.ok) {
      arrived(text);
      since = 0;
    }
    ready();
  } catch {
    tellOffline();
  } finally {
    busy = false;
  }
}

function look() {
  if (busy || leaving) return;
  const text = typed().toString();
  const now = Date.now();
  if (!isKept(text)) {
    since ||= now;
    if (text !== seen) keepSoon(); // changed by a script, which no field has told
    if (text === seen || text.length > PARTING || now - since >= KEEP) beat();
  } else if (now - last >= BEAT) {
    beat();
  }
  seen = text;
}

/** Asks before what is typed is left; too long a text to be sent afterwards goes while the question stands. */
function ask(event) {
  if (leaving || !isDirty()) return;
  event.preventDefault();
  keep();
  const text = typed().toString();
  if (!isKept(text) && text.length > PARTING) beat();
}

/** Sends what is not kept yet while the page goes away, or else says that nobody has the form open any more. */
function leave() {
  if (leaving) return;
  keep();
  const data = typed();
  const text = data.toString();
  const isLast = !isKept(text) && text.length <= PARTING;
  data.set(isLast ? "_typed" : "_leave", "1");
  send(isLast ? data : marks(data), { keepalive: true }).catch(() => {});
}

form.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.submitter?.formTarget) return; // a preview leaves the form where it is
  if (leaving) {
    event.preventDefault(); // the second half of a double click
    return;
  }
  keep(); // should the answer get lost: the server knows by the text whether it was saved
  leaving = true;
  setTimeout(() => {
    leaving = false; // the save was broken off: the form is alive again
    line("pressed", "");
  }, BROKEN);
  remember();
});
place.addEventListener("submit", () => {
  leaving = true; // what waits is thrown away, not what stands here
});
place.addEventListener("click", (event) => {
  if (event.target.matches(".writing-take")) leaving = !isDirty();
});
form.addEventListener("input", keepSoon);
form.addEventListener("change", keepSoon);

/** Returns `text` without the tickets of files, which only the answer of the server has. */
const withoutTickets = (text) => new URLSearchParams([...new URLSearchParams(text)].filter(([name]) => !name.endsWith("-kept"))).toString();

/**
 * Brings what was typed here without a connection to the server, and shows it as the server offers it then.
 *
 * Returns whether the page goes, to come again with the text of this very form.
 */
async function join() {
  const own = form.querySelector("[name=_form]").value;
  const isOwn = (row) => row.id !== sitting && new URLSearchParams(row.text.data).get("_form") === own;
  const shown = withoutTickets(typed());
  const [same, older] = [[], []];
  for (const row of (await mine()).filter(isOwn)) (withoutTickets(row.text.data) === shown ? same : older).push(row);
  for (const row of same) await gone(row); // a save that failed has brought it, and the page answers that
  form.inert = older.length > 0; // the page shows an older text of this very form
  const answers = await deliver(own, sitting);
  if (leaving) return false; // saved already: what arrived is offered on the next page
  if (answers.some((answer) => answer.changed && isOwn(answer.row))) {
    leaving = true;
    const back = new URL(location.href);
    back.searchParams.set("unsaved", own.split(".")[0]);
    location.replace(back);
    return true;
  }
  const here = answers.filter(({ row }) => row.model === place.dataset.model && row.object === place.dataset.object);
  const offers = here.map((answer) => answer.offers).findLast(Boolean);
  if (offers) showOffers(offers);
  if (here.some((answer) => answer.changed)) tell("joined", place.dataset.joined);
  return false;
}

async function start() {
  const goes = await join().catch(() => false); // no store in this browser, or no connection yet: it waits
  form.inert = false;
  if (goes) return;
  setInterval(look, LOOK);
  if (!leaving) beat();
}

reaching(isThere);
addEventListener("offline", () => keep().then(tellOffline));
addEventListener("online", () => busy || beat());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return;
  keep();
  look();
});
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => {
  if (event.persisted) leaving = false;
});
addEventListener("beforeunload", ask);
start();
comeBack();
