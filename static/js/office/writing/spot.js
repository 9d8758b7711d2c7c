// Where the page stood comes back after the save, so that going on is going on.
import { repeat } from "./bar.js";
import { form } from "./fields.js";

const SPOT = "writing-spot";

/** Remembers what is open and where the page stands, for the page that answers the save. */
export function remember() {
  const folds = [...form.querySelectorAll("details")].map((fold) => fold.open);
  sessionStorage.setItem(SPOT, JSON.stringify({ at: Date.now(), top: scrollY, folds, model: form.id }));
}

/** Goes back to where the page stood when it was saved. */
export function comeBack() {
  const spot = JSON.parse(sessionStorage.getItem(SPOT) ?? "null");
  sessionStorage.removeItem(SPOT);
  if (!spot || spot.model !== form.id || Date.now() - spot.at > 60000 || document.querySelector(".errornote, .problems")) return;
  const folds = [...form.querySelectorAll("details")];
  if (folds.length === spot.folds.length) for (const [at, fold] of folds.entries()) fold.open = spot.folds[at];
  scrollTo({ top: spot.top, behavior: "instant" });
  repeat();
}
