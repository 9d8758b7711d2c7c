// Where the page stood comes back after the save, so that going on is going on: what was under the eye is there again,
// whatever came or went above it: what the save has answered, a picture, an editor that is made only now.
import { repeat } from "./bar.js";
import { form } from "./fields.js";

const SPOT = "writing-spot";
const ROW = ".inline-related, [data-row]";
const PARTS = `details, .form-row, .action-bar, ${ROW}`;
const EYE = 0.4; // of the window's height: about there one reads, and below the field in which one types
const LATE = 1500; // so long after the page has come something may still grow above
const HANDS = ["wheel", "touchstart", "pointerdown", "keydown"];

const isLeaving = (row) => row.querySelector("[name$='-DELETE']")?.checked;

/** Returns the names of every row of the form: by its key, which a new one has not, and by its place among the others. */
function namesOfRows() {
  const names = new Map();
  const counts = {};
  for (const row of form.querySelectorAll(ROW)) {
    if (row.matches(".empty-form") || isLeaving(row)) continue;
    const relation = row.id.replace(/-\d+$/, "");
    counts[relation] = (counts[relation] ?? 0) + 1;
    const key = row.querySelector("[name$='-id']")?.value;
    names.set(row, [...(key ? [`${relation}=${key}`] : []), `${relation}#${counts[relation]}`]);
  }
  return names;
}

/** Yields every part of the form with the names by which the next page finds it. */
function* parts() {
  const rows = namesOfRows();
  const seen = {};
  for (const node of form.querySelectorAll(PARTS)) {
    const row = node.closest(ROW);
    if (row && !rows.has(row)) continue;
    const field = [...node.classList].find((name) => name.startsWith("field-"));
    const own = node === row ? "" : (node.dataset.section ?? field ?? node.classList[0] ?? "");
    const names = (row ? rows.get(row) : [""]).map((name) => `${name} ${own}`);
    for (const name of names) seen[name] = (seen[name] ?? 0) + 1;
    yield [names.map((name) => `${name} ${seen[name]}`), node];
  }
}

const isFold = (node) => node.matches("details:not(.action-bar details)");

/** Returns the part of the form at which one looks: the last one that begins above the eye, or else the first below. */
function underEye() {
  const eye = innerHeight * EYE;
  const shown = [...parts()].filter(([, node]) => node.checkVisibility() && !node.matches(".action-bar details"));
  const tops = shown.map(([names, node]) => ({ names, node, top: node.getBoundingClientRect().top }));
  const isWithin = ({ node, top }) => node.getBoundingClientRect().bottom > 0 && top < innerHeight;
  const inSight = tops.filter(isWithin).filter(({ node }) => getComputedStyle(node).position !== "sticky");
  return inSight.findLast(({ top }) => top <= eye) ?? inSight[0];
}

/** Remembers what is open and where the page stands, for the page that answers the save. */
export function remember() {
  const open = [...parts()].filter(([, node]) => isFold(node)).map(([names, node]) => [names[0], node.open]);
  const eye = scrollY > 0 ? underEye() : null; // from the top one sees the answer above the form
  const spot = { at: Date.now(), folds: Object.fromEntries(open), eye: eye && { name: eye.names[0], top: eye.top } };
  sessionStorage.setItem(SPOT, JSON.stringify({ ...spot, model: form.id }));
}

/** Puts the part that was under the eye where it stood, again and again until all is there or somebody takes over. */
function hold({ name, top }) {
  const found = [...parts()].find(([names]) => names.includes(name))?.[1];
  if (!found) return;
  const put = () => scrollBy({ top: found.getBoundingClientRect().top - top, behavior: "instant" });
  const grown = new ResizeObserver(put);
  const stop = () => grown.disconnect();
  grown.observe(document.querySelector("#content")); // what is told above the form as well
  for (const hand of HANDS) addEventListener(hand, stop, { once: true, capture: true, passive: true });
  const settle = () => {
    put();
    repeat();
    setTimeout(stop, LATE);
  };
  put();
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle, { once: true });
}

/** Goes back to where the page stood when it was saved. */
export function comeBack() {
  const spot = JSON.parse(sessionStorage.getItem(SPOT) ?? "null");
  sessionStorage.removeItem(SPOT);
  const isAnswer = document.querySelector(".messagelist, .errornote, .problems"); // else another record was opened
  if (!spot || !isAnswer || spot.model !== form.id || Date.now() - spot.at > 60000) return;
  const hasProblems = document.querySelector(".errornote, .problems");
  for (const [names, node] of parts()) {
    const wasOpen = names.map((name) => spot.folds[name]).find((open) => open !== undefined);
    if (isFold(node) && wasOpen !== undefined) node.open = wasOpen || (hasProblems && node.open);
  }
  if (!hasProblems && spot.eye) hold(spot.eye);
}
