// What the public will not see of a record: each line leads to its field, and the list follows what is typed.
import { placeOf, reveal } from "../forms/reveal.js";

const PAUSE = 1200; // how long nothing is typed before the list is asked for
const ANSWER = 15000;

if (!document.querySelector(".problems") && location.hash.length > 1) {
  // Sent to this part from another page; after the browser itself has gone there, which takes the focus away.
  addEventListener("load", () => setTimeout(() => reveal(placeOf(location.hash.slice(1)))));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".gaps a, .messagelist a[href*='#'], .action-told a[href*='#']");
  if (!link || link.pathname !== location.pathname || !link.hash) return;
  const place = placeOf(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  if (place.closest(".gaps-fold") === null) link.closest(".gaps-fold")?.removeAttribute("open");
  reveal(place);
});

const fold = document.querySelector(".gaps-fold");
const form = fold?.closest("form");

/** Returns what is typed, without files. */
function typed() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  return data;
}

let shown = "";
let waiting = 0;

async function refresh() {
  const data = typed();
  const text = data.toString();
  if (text === shown) return;
  data.set("_object", fold.dataset.object);
  try {
    const signal = AbortSignal.timeout(ANSWER);
    const answer = await fetch(fold.dataset.gaps, { method: "POST", body: data, redirect: "manual", signal });
    if (!answer.ok) return; // the list stays what it was; the form itself says what ails it
    const { count, list } = await answer.json();
    shown = text;
    fold.querySelector("[data-count]").textContent = count;
    fold.querySelector("[data-list]").innerHTML = list;
    fold.hidden = count === 0;
  } catch {
    // no network: asked again after the next change
  }
}

if (fold && form.querySelector("[name=_form]")) {
  shown = typed().toString();
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  };
  for (const name of ["input", "change", "rows:changed", "formset:added", "formset:removed"]) document.addEventListener(name, later);
  // Select2 speaks through jQuery alone.
  window.django?.jQuery?.(form).on("change", later);
  fold.addEventListener("toggle", () => fold.open && refresh());
  // Who goes for the buttons sees the list as it is now.
  form.querySelector(".action-bar")?.addEventListener("pointerenter", refresh);
  form.querySelector(".action-bar")?.addEventListener("focusin", refresh);
}
