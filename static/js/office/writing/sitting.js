// This form on this screen: what is typed in it and not on the server yet is kept in this browser.
import { note, typed } from "./fields.js";
import { tell, tellKept } from "./notes.js";
import { remove, user, write } from "./unsent.js";

const SOON = 400; // how long it takes until what was typed is kept here
const place = document.querySelector(".writing");
const about = { id: crypto.randomUUID?.() ?? "", model: place.dataset.model, object: place.dataset.object, address: place.dataset.beat };

/** The key under which this browser keeps what is typed here. */
export const sitting = about.id;

const opened = typed().toString();
let kept = opened; // what the server has
let seen = opened; // what the form held at the last look
let times = {}; // when each field was typed in
let isWritten = false;
let mayWrite = Boolean(globalThis.crypto?.subtle && about.id);
let isFull = false; // no room in this browser; some may come back
let isClosed = false; // signed out in another tab: nothing of it stays here
let timer = 0;
let last = Promise.resolve();

export const isChanged = () => typed().toString() !== opened;
export const isKept = (text) => text === kept;

/** Notes that the server has `text`. */
export function arrived(text) {
  kept = text;
  isClosed = false;
  keep();
}

/** Says that there is no connection, and what becomes of what is typed. */
export function tellOffline() {
  tell("offline", mayWrite && !isFull && !isClosed ? place.dataset.offline : place.dataset.unkept);
  if (isWritten) tellKept(place.dataset.here.replace("{1}", new Date().toTimeString().slice(0, 5)));
}

async function store(text) {
  if (text === kept) {
    if (isWritten) await remove(about.id);
    isWritten = false;
    times = {};
    return;
  }
  try {
    await write(about, { data: text, base: kept, times, at: Date.now() });
    isWritten = true;
    isFull = false;
  } catch (error) {
    isFull = error.name === "QuotaExceededError";
    mayWrite = isFull; // a browser that refuses otherwise will not think better of it
  }
  tell("full", isFull ? place.dataset.full : "");
}

/** Keeps here what the server does not have; takes it away once it does. One after the other, in order. */
export function keep() {
  clearTimeout(timer);
  timer = 0;
  const text = typed().toString();
  note(times, seen, text);
  seen = text;
  if (mayWrite && !isClosed) last = last.then(() => store(text)).catch(() => {});
  return last;
}

export function keepSoon() {
  timer ||= setTimeout(keep, SOON);
}

new BroadcastChannel("office").addEventListener("message", (event) => {
  if (event.data.out === user) isClosed = true;
});
