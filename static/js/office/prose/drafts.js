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

let waiting = 0;

async function keep() {
  const data = new FormData(form);
  data.delete("text");
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body: data, keepalive: true });
    if (answer.ok) form.querySelector(".told-kept-at").textContent = (await answer.json()).kept;
  } catch {
    // without a network the form itself still holds what was corrected
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});

go(document.getElementById(location.hash.slice(1))?.closest(".told-draft") ?? drafts[0]);
