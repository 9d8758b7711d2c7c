// What is typed and has not reached the server yet: sealed, in this browser, for the user who typed it alone.
// The key comes with the pages of its user, so that whoever sits down next finds nothing that can be read.

const NAME = "register";
const ROWS = "unsent";
const FORGOTTEN = 30 * 24 * 3600 * 1000; // as long as the server keeps unsaved text

const out = document.querySelector("#logout-form");
export const user = out?.dataset.user ?? "";

let database = null;

function opened() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(ROWS, { keyPath: "id" }));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
  return database;
}

async function run(mode, act) {
  const transaction = (await opened()).transaction(ROWS, mode);
  const request = act(transaction.objectStore(ROWS));
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve(request.result));
    transaction.addEventListener("abort", () => reject(transaction.error ?? request.error));
  });
}

let imported = null;

/** Returns the key of this user; a page that came over plain HTTP has no way to seal anything. */
function key() {
  const bytes = Uint8Array.from(out.dataset.seal.match(/../g), (pair) => parseInt(pair, 16));
  imported ??= crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return imported;
}

const bytesOf = (row) => new TextEncoder().encode(`${row.id} ${row.user} ${row.model} ${row.object}`);

/** Keeps `text` under `about`: the id of the sitting, the model and the number of the record, where it goes. */
export async function write(about, text) {
  const row = { ...about, user, at: text.at, iv: crypto.getRandomValues(new Uint8Array(12)) };
  const how = { name: "AES-GCM", iv: row.iv, additionalData: bytesOf(row) };
  row.sealed = await crypto.subtle.encrypt(how, await key(), new TextEncoder().encode(JSON.stringify(text)));
  await run("readwrite", (rows) => rows.put(row));
}

async function unsealed(row) {
  const how = { name: "AES-GCM", iv: row.iv, additionalData: bytesOf(row) };
  try {
    const plain = await crypto.subtle.decrypt(how, await key(), row.sealed);
    return { ...row, text: JSON.parse(new TextDecoder().decode(plain)) };
  } catch {
    await remove(row.id); // of another installation, or from before its secret was changed: nobody reads it any more
    return null;
  }
}

/** Returns what this user typed and the server does not have, the oldest first. */
export async function mine() {
  const rows = await run("readonly", (all) => all.getAll());
  for (const row of rows) if (Date.now() - row.at > FORGOTTEN) await remove(row.id);
  const own = rows.filter((row) => row.user === user && Date.now() - row.at <= FORGOTTEN);
  const read = await Promise.all(own.map(unsealed));
  return read.filter(Boolean).sort((a, b) => a.at - b.at);
}

export const remove = (id) => run("readwrite", (rows) => rows.delete(id));

/** Removes a sitting whose text has arrived, unless something was typed meanwhile. */
export async function arrived(row) {
  const now = await run("readonly", (rows) => rows.get(row.id));
  if (now?.at === row.at) await remove(row.id);
}

/** Removes everything this user typed, whatever record it belongs to. */
export async function wipe() {
  const rows = await run("readonly", (all) => all.getAll());
  for (const row of rows) if (row.user === user) await remove(row.id);
}
