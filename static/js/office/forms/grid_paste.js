// A table pasted into a grid fills its cells from the one with the caret on, and adds the rows that are missing.

import { unstyled } from "./clipboard.js";
import { addRow, fieldOf, groupOf, nameOf, removeRow, rowsIn, rowsOf, said, tell } from "./rows.js";

const YES = new Set(["да", "yes", "+", "1", "x", "х", "✓", "✔", "true"]);
const plain = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();
const same = (text) => plain(text).toLowerCase().replaceAll("ё", "е");

/** Returns the cells of tab-separated text; a cell in quotes may hold line breaks and tabs. */
function ofText(text) {
  const rows = [[]];
  for (const [, quoted, bare, end] of text.replace(/\r\n?/g, "\n").matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}

/** Returns the rows of what was copied, or null where it is one piece of text for one cell. */
function tableOf(data) {
  const table = new DOMParser().parseFromString(unstyled(data.getData("text/html")), "text/html").querySelector("table");
  const rows = table ? [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent)) : ofText(data.getData("text/plain"));
  const found = rows.map((row) => row.map(plain)).filter((row) => row.some(Boolean));
  return found.length > 1 || found[0]?.length > 1 ? found : null;
}

/** Returns the row of the register that an autocomplete field finds under exactly this name. */
async function found(select, text) {
  const { ajaxUrl, appLabel, modelName, fieldName } = select.dataset;
  const query = new URLSearchParams({ term: text, app_label: appLabel, model_name: modelName, field_name: fieldName });
  const answer = await fetch(`${ajaxUrl ?? select.getAttribute("data-ajax--url")}?${query}`).catch(() => null);
  const rows = answer?.ok ? (await answer.json()).results : [];
  return rows.find((row) => same(row.text) === same(text));
}

/** Puts `text` into `field`; returns false where the field has no such value. */
async function put(field, text) {
  if (field.type === "checkbox") {
    field.checked = YES.has(same(text));
  } else if (field.matches(".admin-autocomplete")) {
    const row = await found(field, text);
    if (!row) return false;
    field.append(new Option(row.text, row.id, true, true));
  } else if (field.tagName === "SELECT") {
    const option = [...field.options].find((one) => same(one.text) === same(text));
    if (!option) return false;
    field.value = option.value;
  } else {
    field.value = text;
  }
  said(field);
  return true;
}

const state = (field) => (field.type === "checkbox" ? field.checked : field.value);

function restore(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
  said(field);
}

/** Returns the names of the columns from that of `field` on. */
function columnsFrom(field) {
  const cells = field.closest("tr, .side-cells, .photo-words > fieldset")?.querySelectorAll("input, textarea, select") ?? [field];
  const names = [...cells].filter(({ name, type }) => name && type !== "hidden").map(nameOf).filter((name) => name !== "DELETE");
  return names.slice(names.indexOf(nameOf(field)));
}

document.addEventListener("paste", async (event) => {
  const field = event.target;
  const row = field.closest?.("[data-row], .photo-row");
  const group = row && groupOf(row);
  if (!group || !field.name) return;
  const table = tableOf(event.clipboardData);
  if (!table) return;
  event.preventDefault();
  const names = columnsFrom(field);
  const side = row.closest("[data-side-rows]")?.dataset.sideRows ?? "";
  const before = [];
  const made = [];
  const left = [];
  let at = rowsIn(group).indexOf(row);
  for (const cells of table) {
    let target = rowsIn(group)[at];
    if (!target && group.dataset.grid && group.querySelector(".empty-form")) {
      target = addRow(group, { side, quiet: true });
      made.push(target);
    }
    at += 1;
    left.push(...cells.slice(target ? names.length : 0).filter(Boolean).map((text) => `${at}: ${text}`));
    if (!target) continue;
    for (const [n, text] of cells.slice(0, names.length).entries()) {
      const cell = fieldOf(target, names[n]);
      if (!cell || !text) continue;
      const was = state(cell);
      if (await put(cell, text)) before.push([cell, was]);
      else left.push(`${at}: ${text}`);
    }
  }
  group.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
  if (!group.dataset.grid) return;
  const words = group.querySelector(".grid-told").dataset.filled;
  const undo = () => {
    for (const [cell, value] of before) if (cell.isConnected) restore(cell, value);
    for (const one of made.toReversed()) if (rowsOf(group).includes(one)) removeRow(one);
    field.focus();
  };
  tell(group, words.replace("{1}", before.length).replace("{2}", made.length), undo, left);
  if (left.length) group.querySelector(".grid-told").scrollIntoView({ block: "nearest" });
});
