// How an open form speaks with the server while somebody writes.
import { form } from "./fields.js";

const ANSWER = 15000; // the longest that an answer of the server is waited for
const place = document.querySelector(".writing");

/** Puts a fresh token into every form of the page: signing in again made the old one worthless. */
export function refresh(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
}

const ask = () => fetch(place.dataset.beat, { redirect: "manual", signal: AbortSignal.timeout(ANSWER) });

export async function renewed() {
  const answer = await ask();
  if (!answer.ok) return false;
  refresh((await answer.json()).csrf);
  return true;
}

/** Returns whether the server can be reached; a session that has ended is the server's to answer. */
export async function isThere() {
  if (!navigator.onLine) return false;
  try {
    const answer = await ask();
    return answer.type === "opaqueredirect" || Boolean(answer.headers.get("Content-Type")?.includes("json"));
  } catch {
    return false;
  }
}

export function send(data, options = {}) {
  data.set("_object", place.dataset.object);
  const headers = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
  const signal = AbortSignal.timeout(ANSWER);
  return fetch(place.dataset.beat, { method: "POST", body: data, headers, redirect: "manual", signal, ...options });
}
