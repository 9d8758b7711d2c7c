// Drafts beside their text: one key each, their sentences lit up, and what is corrected kept; all of it works without.

const form = document.querySelector("form[data-keep]");
const drafts = [...(form?.querySelectorAll(".told-draft") ?? [])];
const PAUSE = 1500; // how long nothing is corrected before it is kept

/** Lights up the sentences of a draft, and brings the first of them into view. */
function light(draft) {
  const lit = [...document.querySelectorAll(`[data-drafts~="${draft.dataset.number}"]`)];
  for (const old of document.querySelectorAll(".told-lit")) old.classList.remove("told-lit");
  for (const sentence of lit) sentence.classList.add("told-lit");
  draft.classList.add("told-lit");
  const pane = document.querySelector(".told-text");
  if (lit[0] && pane && pane.scrollHeight > pane.clientHeight) {
    pane.scrollTop += lit[0].getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
}

function go(draft) {
  if (!draft) return;
  draft.focus();
  draft.scrollIntoView({ block: "nearest" });
}

function take(draft, isTaken) {
  const box = draft.querySelector("[name$='-take']");
  if (box.checked !== isTaken) box.click();
}

function takeSure() {
  for (const draft of drafts) if ("isSure" in draft.dataset) take(draft, true);
}

/** Opens the boxes of a draft and stands on the first of them. */
function openBox(draft, name) {
  const box = draft.querySelector(`[data-box="${name}"]`);
  if (!box) return;
  box.open = true;
  box.querySelector("input")?.focus();
}

const KEYS = {
  ArrowDown: (draft) => go(drafts[drafts.indexOf(draft) + 1]),
  ArrowUp: (draft) => go(drafts[drafts.indexOf(draft) - 1]),
  KeyA: (draft) => {
    take(draft, true);
    go(drafts[drafts.indexOf(draft) + 1]);
  },
  KeyD: (draft) => {
    take(draft, false);
    go(drafts[drafts.indexOf(draft) + 1]);
  },
  KeyE: (draft) => draft.querySelector("[name$='-title']").select(),
  KeyJ: (draft) => draft.querySelector("[name='_join']")?.click(),
  KeyC: (draft) => draft.querySelector("[name$='-form']")?.focus(),
  KeyT: (draft) => openBox(draft, "themes"),
  KeyB: (draft) => openBox(draft, "bodies"),
  KeyL: (draft) => openBox(draft, "without"),
  KeyR: (draft) => draft.querySelector("[name$='-into']")?.focus(),
  KeyM: (draft) => draft.querySelector("[name='_kind']")?.focus(),
  KeyS: (draft) => draft.querySelector("[name='_split']")?.click(),
};

addEventListener("keydown", (event) => {
  const draft = event.target.closest?.(".told-draft");
  if (!draft || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "Escape") return draft.focus();
  if (event.target.matches("input:not([type='checkbox']), select, textarea")) return;
  const act = event.shiftKey ? event.code === "KeyA" && takeSure : KEYS[event.code];
  if (!act) return;
  event.preventDefault();
  act(draft);
});

addEventListener("focusin", (event) => {
  const draft = event.target.closest?.(".told-draft");
  if (draft) light(draft);
});

form?.querySelector("[data-sure]")?.addEventListener("click", (event) => {
  event.preventDefault();
  takeSure();
});

document.querySelector(".told-text")?.addEventListener("click", (event) => {
  const sentence = event.target.closest(".told-source");
  if (sentence) go(document.getElementById(`draft-${sentence.dataset.drafts.split(" ")[0]}`));
});

const unkept = new Set(); // drafts and cities that were corrected and are not kept yet
let waiting = 0;

/** Returns the marks of the form and the fields of the drafts that were corrected: never the text, which is kept. */
function corrections(corrected) {
  const data = new URLSearchParams();
  for (const mark of form.querySelectorAll(":scope > input[type='hidden']:not([name='text'])")) {
    data.append(mark.name, mark.value);
  }
  for (const field of corrected.flatMap((part) => [...part.elements])) {
    if (field.matches("input, select") && (field.type !== "checkbox" || field.checked)) data.append(field.name, field.value);
  }
  return data;
}

async function keep() {
  const corrected = [...unkept];
  const out = form.querySelector(".told-kept-at");
  unkept.clear();
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body: corrections(corrected) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.told);
    out.textContent = said.kept;
  } catch (error) {
    // The form itself still holds what was corrected; an answer that is no words of ours has none to show.
    for (const part of corrected) unkept.add(part);
    out.textContent = error.constructor === Error && error.message ? error.message : out.dataset.failed;
  }
}

form?.addEventListener("input", (event) => {
  const part = event.target.closest("fieldset");
  if (!part) return;
  unkept.add(part);
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});

form?.addEventListener("submit", () => {
  clearTimeout(waiting);
  unkept.clear(); // it goes with the form
});

addEventListener("pagehide", () => {
  if (!unkept.size) return;
  // Only here: a browser keeps no more than 64 KiB alive behind a page.
  fetch(form.dataset.keep, { method: "POST", body: corrections([...unkept]), keepalive: true }).catch(() => {});
});

const wrong = document.querySelector(".errornote[role='alert']");
if (wrong) wrong.focus();
else go(document.getElementById(location.hash.slice(1))?.closest(".told-draft") ?? drafts[0]);
