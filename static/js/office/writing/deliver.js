// Brings what this browser kept to the server, once there is a connection: there all that is unsaved comes together.
import { arrived, mine, user } from "./unsent.js";

const ANSWER = 15000; // the longest that an answer of the server is waited for

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

function send(row, page) {
  const { data, base, times, at } = row.text;
  const body = new FormData(); // not urlencoded: every Cyrillic letter would be six
  for (const [name, value] of new URLSearchParams(data)) body.append(name, value);
  const ages = Object.entries(times).map(([name, time]) => [name, Date.now() - time]);
  const sent = { _unsent: Date.now() - at, _base: base, _ages: JSON.stringify(Object.fromEntries(ages)) };
  for (const [name, value] of Object.entries({ ...sent, _typed: "1", _object: row.object, _page: page })) body.set(name, value);
  const headers = { "X-CSRFToken": token() };
  return fetch(row.address, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(ANSWER) });
}

/**
 * Sends all that waits and takes it away here as it arrives; `page` is the mark of the form on this page, `sitting` the
 * key of what is typed on it meanwhile, which goes its own way.
 *
 * Returns what the server answered, each with its row.
 */
export async function deliver(page = "", sitting = "") {
  if (!user || !globalThis.crypto?.subtle) return [];
  const answers = [];
  for (const row of (await mine()).filter(({ id }) => id !== sitting)) {
    const answer = await send(row, page);
    if (answer.type === "opaqueredirect") break; // signed out
    if (!answer.headers.get("Content-Type")?.includes("json")) continue;
    const told = await answer.json();
    if (told.arrived) await arrived(row);
    answers.push({ ...told, row });
  }
  return answers;
}
