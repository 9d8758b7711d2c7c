// A grid under the fingers: Enter goes to the next row, Tab to the next cell, one tick for all rows.

import { addRow, controlsOf, fieldOf, groupOf, nameOf, rowsIn, rowsOf, said } from "./rows.js";

const isBlank = (row) => controlsOf(row).every((field) => !field.matches("input:not([type=checkbox]), textarea") || !field.value.trim());

let start = ""; // the column in which the row was entered: Enter goes back to it, as in a table of Excel
let tabbed = false;

document.addEventListener("keydown", (event) => {
  tabbed = event.key === "Tab";
  const field = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!field.matches?.("input:not([type=file], [type=button]), textarea, select") || field.matches(".select2-search__field")) return;
  const row = field.closest("[data-row], .photo-row");
  const group = row && groupOf(row);
  if (!group || !field.name || event.defaultPrevented) return;
  event.preventDefault();
  const rows = rowsIn(group);
  let next = rows[rows.indexOf(row) + 1];
  if (!next && group.dataset.grid && group.querySelector(".empty-form") && !isBlank(row)) {
    next = addRow(group, { side: row.closest("[data-side-rows]")?.dataset.sideRows ?? "", quiet: true });
  }
  const wanted = next && (fieldOf(next, start || nameOf(field)) ?? controlsOf(next)[0]);
  wanted?.focus();
  wanted?.select?.();
});

document.addEventListener("focusin", ({ target }) => {
  if (target.name && !tabbed && target.closest("[data-row], .photo-row")) start = nameOf(target);
});

// --- One tick for all rows -------------------------------------------------------------------------

/** Says whether the person of `row` is there in an office: by the role, and by what is written as the office. */
function isOfficial(row, { roles, attendants }) {
  const office = [...row.querySelectorAll("[name*='-office_']")].map(({ value }) => value.trim()).join(" ");
  return office.trim() !== "" && !new RegExp(attendants, "i").test(office) && roles.split(" ").includes(fieldOf(row, "role").value);
}

/** Returns the ticks that `all`, the one above the column, stands for: of people, only those in office. */
const ticksOf = (group, { dataset }) =>
  rowsOf(group)
    .filter((row) => !dataset.roles || isOfficial(row, dataset))
    .map((row) => fieldOf(row, dataset.all));

function sync(group) {
  for (const all of group.querySelectorAll("[data-all]")) {
    const ticks = ticksOf(group, all);
    all.checked = ticks.length > 0 && ticks.every(({ checked }) => checked);
    all.indeterminate = !all.checked && ticks.some(({ checked }) => checked);
  }
}

for (const group of document.querySelectorAll("[data-grid]")) {
  if (!group.querySelector("[data-all]")) continue;
  sync(group);
  group.addEventListener("change", ({ target }) => {
    if (target.dataset.all) {
      const wanted = target.checked;
      const rows = wanted ? ticksOf(group, target) : rowsOf(group).map((row) => fieldOf(row, target.dataset.all));
      for (const tick of rows) {
        if (tick.checked === wanted) continue;
        tick.checked = wanted;
        said(tick);
      }
    }
    sync(group);
  });
  for (const what of ["formset:added", "rows:changed", "input"]) {
    group.addEventListener(what, ({ target }) => target.dataset.all || sync(group)); // not before its own change is heard
  }
}
document.addEventListener("formset:removed", () => document.querySelectorAll("[data-grid]").forEach(sync));
