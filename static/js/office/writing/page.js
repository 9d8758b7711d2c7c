// Every page of the office: what was typed without a connection goes to the server; signing out leaves nothing here.
import { deliver } from "./deliver.js";
import { mine, user, wipe } from "./unsent.js";

const HURRY = 4000; // the longest that signing out is held up
const out = document.querySelector("#logout-form");

// The public pages of this browser lead to their forms; they are the same for everybody and know of nobody.
if (out?.dataset.edit) {
  const kept = { url: out.dataset.edit, label: out.dataset.label, lang: document.documentElement.lang };
  localStorage.setItem("office-edit", JSON.stringify(kept));
}

const quietly = (promise) => promise.catch(() => []);
const soon = (promise) => Promise.race([quietly(promise), new Promise((resolve) => setTimeout(resolve, HURRY, []))]);

if (!document.querySelector(".writing")) quietly(deliver()); // an open form does it itself and shows what it brought

out?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await soon(deliver());
  const left = await soon(mine());
  if (left.length && !confirm(out.dataset.ask.replace("{1}", left.length))) return;
  await soon(wipe());
  localStorage.removeItem("office-edit");
  new BroadcastChannel("office").postMessage({ out: user }); // the forms in other tabs keep nothing any more
  out.submit();
});
