// A pressed button waits until what it needs is there: photos that are on their way, a server that answers.
// Beside the buttons stands what it waits for; then it goes by itself, and once.
import { form } from "./fields.js";
import { line } from "./lines.js";

const AGAIN = 5000; // how often a server that did not answer is asked again
const place = document.querySelector(".writing");

const needs = []; // each tells what it waits for, or "" when the button may go
let held = null; // the button that waits
let asking = false;
let going = false; // the form is being sent
let timer = 0;
let reach = async () => true;

/** Lets every pressed button wait as long as `told()` returns words. */
export const needed = (told) => needs.push(told);

/** Lets a save wait until `asked()` is true: whether the server can be reached. */
export function reaching(asked) {
  reach = asked;
}

export const isHeld = () => held !== null;

/** Forgets the button that waits: what it needs will not come. */
export function drop() {
  held = null;
  clearTimeout(timer);
  line("pressed", "");
}

function wait(text) {
  line("pressed", text, { action: [place.dataset.dont, drop] });
}

const missing = () => needs.map((told) => told()).find(Boolean);

/** Goes on with the button that waits, if nothing is in its way any more. */
export async function ready() {
  if (!held || asking) return;
  clearTimeout(timer);
  const lacking = missing();
  if (lacking) return wait(lacking);
  if (!held.formTarget) {
    asking = true;
    line("pressed", place.dataset.sending); // at once: a slow server answers later than one presses again
    const isThere = await reach();
    asking = false;
    if (held && !isThere) {
      timer = setTimeout(ready, AGAIN);
      return wait(place.dataset.waits);
    }
    if (!held || missing()) return undefined; // thought better of, or photos were dropped meanwhile
  }
  return go();
}

function go() {
  const button = held;
  held = null;
  going = true;
  line("pressed", button.formTarget ? "" : place.dataset.sending);
  form.requestSubmit(button);
  going = false;
}

// Before anybody else hears of it: what waits has not been sent.
document.addEventListener(
  "submit",
  (event) => {
    const button = event.submitter;
    if (event.target !== form || going || !button || (button.formTarget && !missing())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = button;
    setTimeout(ready); // a form that is just being sent cannot be sent anew
  },
  true,
);
addEventListener("online", ready);
addEventListener("pageshow", () => line("pressed", "")); // come back to by the button "Back"
