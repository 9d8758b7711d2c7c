// An open form: what is typed is kept on the server, who else is here is told, and leaving asks only when it must.

const place = document.querySelector(".writing");
const form = document.querySelector("[name=_form]").form;
const notes = place.querySelector(".writing-notes");
const status = document.createElement("p");
status.className = "writing-status";
place.append(status);

const LOOK = 2000; // how often the form is looked at
const KEEP = 6000; // the longest that something typed waits before it is sent
const BEAT = 20000; // how often a quiet form says that it is open
const ANSWER = 15000; // the longest that an answer of the server is waited for
const PARTING = 60000; // the longest text that a browser still sends from a page that goes away

/** Returns everything typed in the form, without files and without what belongs to one sending. */
function typed() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") data.append(name, value);
  }
  return data;
}

/** Returns only the marks of the form, which say whose it is. */
const marks = (data) => new URLSearchParams([...data].filter(([name]) => name.startsWith("_")));

let opened = typed().toString();
let kept = opened; // what the server has
let seen = opened; // what the form held at the last look
let since = 0; // when the first unkept change was seen
let last = 0; // when the server was last spoken to
let busy = false;
let leaving = false;
let dirty = place.hasAttribute("data-dirty");

const isDirty = () => dirty || typed().toString() !== opened;

function tell(kind, text, link) {
  let note = notes.querySelector(`[data-kind="${kind}"]`);
  if (!text) return note?.remove();
  if (note?.dataset.text === text) return undefined;
  note ??= notes.appendChild(Object.assign(document.createElement("li"), { className: `note-${kind}` }));
  note.dataset.kind = kind;
  note.dataset.text = text;
  note.replaceChildren(text, ...(link ? [" ", link] : []));
  return undefined;
}

function signIn() {
  const link = document.createElement("a");
  Object.assign(link, { href: place.dataset.login, target: "_blank", textContent: place.dataset.signIn });
  return link;
}

/** Puts a fresh token into every form of the page: signing in again made the old one worthless. */
function refresh(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
}

async function renewed() {
  const answer = await fetch(place.dataset.beat, { redirect: "manual", signal: AbortSignal.timeout(ANSWER) });
  if (!answer.ok) return false;
  refresh((await answer.json()).csrf);
  return true;
}

function send(data, options = {}) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  data.set("_object", place.dataset.object);
  const headers = { "X-CSRFToken": token };
  const signal = AbortSignal.timeout(ANSWER);
  return fetch(place.dataset.beat, { method: "POST", body: data, headers, redirect: "manual", signal, ...options });
}

async function show(answer) {
  if (answer.type === "opaqueredirect") return tell("signed-out", place.dataset.signedOut, signIn());
  tell("signed-out", "");
  if (!answer.headers.get("Content-Type")?.includes("json")) return tell("offline", place.dataset.offline);
  const told = await answer.json();
  tell("error", told.error);
  if (!answer.ok) return undefined;
  refresh(told.csrf);
  notes.querySelectorAll(".present").forEach((line) => line.remove());
  for (const text of told.present) {
    notes.append(Object.assign(document.createElement("li"), { className: "present", textContent: text }));
  }
  tell("newer", told.newer);
  if (told.kept) status.textContent = told.kept;
  return undefined;
}

async function beat() {
  const data = typed();
  const text = data.toString();
  const changed = text !== kept;
  if (changed) data.set("_typed", "1");
  busy = true;
  last = Date.now();
  try {
    let answer = await send(changed ? data : marks(data));
    if (answer.status === 403 && (await renewed())) answer = await send(data);
    tell("offline", "");
    await show(answer);
    if (answer.ok) {
      kept = text;
      since = 0;
    }
  } catch {
    tell("offline", place.dataset.offline);
  } finally {
    busy = false;
  }
}

function look() {
  if (busy || leaving) return;
  const text = typed().toString();
  const now = Date.now();
  if (text !== kept) {
    since ||= now;
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
  const text = typed().toString();
  if (text !== kept && text.length > PARTING) beat();
}

/** Sends what is not kept yet while the page goes away, or else says that nobody has the form open any more. */
function leave() {
  if (leaving) return;
  const data = typed();
  const text = data.toString();
  const isLast = text !== kept && text.length <= PARTING;
  data.set(isLast ? "_typed" : "_leave", "1");
  send(isLast ? data : marks(data), { keepalive: true }).catch(() => {});
}

setInterval(look, LOOK);
beat();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) look();
});
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => {
  if (event.persisted) leaving = false;
});
addEventListener("beforeunload", ask);

// Where the page stood comes back after the save, so that going on is going on.
const SPOT = "writing-spot";
form.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.submitter?.formTarget) return; // a preview leaves the form where it is
  if (leaving) {
    event.preventDefault(); // the second half of a double click
    return;
  }
  leaving = true;
  setTimeout(() => (leaving = false), 20000); // the save was broken off: the form is alive again
  const folds = [...form.querySelectorAll("details")].map((fold) => fold.open);
  sessionStorage.setItem(SPOT, JSON.stringify({ at: Date.now(), top: scrollY, folds, model: form.id }));
});
for (const discarding of place.querySelectorAll("form")) {
  discarding.addEventListener("submit", () => (leaving = true));
}
for (const link of place.querySelectorAll(".writing-take")) {
  link.addEventListener("click", () => (leaving = !isDirty()));
}

const spot = JSON.parse(sessionStorage.getItem(SPOT) ?? "null");
sessionStorage.removeItem(SPOT);
if (spot && spot.model === form.id && Date.now() - spot.at < 60000 && !document.querySelector(".errornote, .problems")) {
  const folds = [...form.querySelectorAll("details")];
  if (folds.length === spot.folds.length) folds.forEach((fold, at) => (fold.open = spot.folds[at]));
  scrollTo({ top: spot.top, behavior: "instant" });
  // What the save answered stands on top of the page, out of sight: it is repeated where the button was pressed.
  const told = document.querySelector(".messagelist");
  const bar = document.querySelector(".action-bar");
  if (told && bar && told.getBoundingClientRect().bottom < 0) {
    const again = told.cloneNode(true);
    again.className = "action-told";
    bar.prepend(again);
  }
}
