// Files dropped on a form or chosen in it: they go up two at a time, and become rows in the order of their names.
// How far they are stands above the buttons; what was refused stays listed in its section, with the reason.
import { line } from "../writing/lines.js";
import { drop, isHeld, needed, ready } from "../writing/pressed.js";

const AT_ONCE = 2;
const TRIES = 12; // as often a file is sent again to a server that has its hands full
const LASTS = 8000; // how long it is told that all have arrived

const words = document.querySelector(".photos-queue")?.dataset;
const byName = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

const waiting = [];
const shares = new Map(); // of each file on its way, how much of it has left
const done = { all: 0, good: 0 };
const chosen = new Map(); // of each file by what tells it from others: its row, or null while it is on its way
let number = 0; // of the files so far: rows stand in the order of these
let last = null; // the section that took files last
const refusals = new Map(); // of each entry in a list of refused files, the section with that list
let timer = 0;

export const isBusy = () => shares.size > 0 || waiting.length > 0;

const isRefused = () => Boolean(document.querySelector(".is-refused"));
const counted = (text) => text.replace("{1}", done.good).replace("{2}", done.all);

/** Returns the section to look at: the one that lists a refused file, else the one that took files last. */
function place() {
  const refused = [...refusals.keys()].find((item) => item.isConnected && item.matches(".is-refused"));
  return refusals.get(refused) ?? last;
}

function show() {
  const section = place().group.closest("details");
  section.open = true;
  section.scrollIntoView({ block: "start" });
  line("files", "");
}

/** Says above the buttons how far the files are. */
function tell() {
  clearTimeout(timer);
  if (!done.all) return line("files", "");
  const gone = [...shares.values()].reduce((sum, share) => sum + share, done.good);
  const text = isRefused() ? words.refused : words.told;
  const share = isBusy() ? gone / done.all : null;
  line("files", counted(isBusy() ? words.under : text), { share, action: [words.show, show] });
  if (!isBusy() && !isRefused()) timer = setTimeout(line, LASTS, "files", "");
  return undefined;
}

const keyOf = (file) => `${file.name} ${file.size} ${file.lastModified}`;

/** Says whether `file` is on its way already, or stands in a row that has not been taken away. */
function isHere(file) {
  const row = chosen.get(keyOf(file));
  return row === null || Boolean(row?.isConnected);
}

function post(address, job, tries = TRIES) {
  const body = new FormData();
  body.set("file", job.file);
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.responseType = "json";
  request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  request.upload.addEventListener("progress", (event) => {
    shares.set(job, event.total ? event.loaded / event.total : 0);
    job.progress.value = shares.get(job);
    tell();
  });
  return new Promise((finished) => {
    // An ended session answers with the page of the sign-in: that is no file either.
    request.addEventListener("loadend", () => {
      const wait = request.getResponseHeader("Retry-After");
      if (request.status === 503 && wait !== null && tries > 0) {
        setTimeout(() => finished(post(address, job, tries - 1)), 1000 * Number(wait));
      } else finished(request.response?.ticket ? request.response : { error: request.response?.error });
    });
    request.send(body);
  });
}

function listed(job) {
  const item = document.createElement("li");
  const progress = Object.assign(document.createElement("progress"), { value: 0, max: 1 });
  progress.setAttribute("aria-label", job.file.name);
  const note = Object.assign(document.createElement("span"), { textContent: words.waiting });
  item.append(Object.assign(document.createElement("b"), { textContent: job.file.name }), " ", progress, " ", note);
  job.section.queue.append(item);
  return Object.assign(job, { item, progress, note });
}

function refuse(job, error) {
  job.note.textContent = error ?? words.lost;
  job.item.className = "is-refused";
  refusals.set(job.item, job.section);
  job.progress.remove();
  const again = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  again.textContent = error ? words.drop : words.again;
  again.addEventListener("click", () => {
    job.item.remove();
    if (error) done.all -= 1;
    else waiting.push(listed(job));
    if (error) chosen.delete(keyOf(job.file));
    tell();
    start();
  });
  job.item.append(" ", again);
}

/** Goes on with the button that waited; if a file did not arrive, says so and leaves it to a second press. */
function finish() {
  if (!isHeld() || isBusy()) return;
  if (!isRefused()) return ready();
  drop();
  const { group, told } = place();
  group.closest("details").open = true;
  told.textContent = words.missing;
  return told.focus();
}

async function next() {
  const job = waiting.shift();
  if (!job) return;
  shares.set(job, 0);
  job.note.textContent = "";
  const made = await post(job.section.address, job);
  shares.delete(job);
  last = job.section;
  if (made.ticket) {
    done.good += 1;
    job.item.remove();
    chosen.set(keyOf(job.file), job.section.add(job.file, made, job.number));
  } else refuse(job, made.error);
  tell();
  next();
  finish();
}

function start() {
  while (shares.size < AT_ONCE && waiting.length) next();
}

/** Sends `files` up; each becomes a row of `section`: where they go, how a row is added, where they are listed. */
export function take(files, section) {
  if (!files.length) return;
  last = section;
  section.group.closest("details").open = true;
  for (const file of [...files].sort((a, b) => byName.compare(a.name, b.name))) {
    if (isHere(file)) continue; // chosen or dropped twice
    chosen.set(keyOf(file), null);
    done.all += 1;
    number += 1;
    waiting.push(listed({ file, section, number }));
  }
  tell();
  start();
}

if (words) {
  needed(() => (isBusy() ? counted(words.pending) : ""));
  addEventListener("beforeunload", (event) => {
    if (isBusy()) event.preventDefault();
  });
}
