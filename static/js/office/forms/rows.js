// Rows of a grid: added, removed and brought back. All grids of one relation share its numbers.

const $ = window.django?.jQuery;
const NAMED = ["id", "name", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];

export const gridOf = (node) => node.closest("[data-grid]");
export const rowsOf = (group) => [...group.querySelectorAll("[data-row]:not(.empty-form)")];
/** Photos are typed through as well: their rows come from another script. */
export const groupOf = (node) => gridOf(node) ?? node.closest("#photos-group");
export const rowsIn = (group) => (group.dataset.grid ? rowsOf(group) : [...group.querySelectorAll(".photo-row:not(.empty-form)")]);
/** Returns the controls of a row that are typed in, in the order of the page. */
export const controlsOf = (row) =>
  [...row.querySelectorAll("input:not([type=hidden]), textarea, select")].filter(
    (field) => field.name && !field.matches("[name$='-DELETE']"),
  );
export const nameOf = (field) => field.name.slice(field.name.lastIndexOf("-") + 1);
export const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);

const total = (relation) => document.querySelector(`#id_${relation}-TOTAL_FORMS`);

/** Tells everybody who listens that the value of `field` is another one. */
export function said(field) {
  if (field.tagName === "SELECT") $(field).trigger("change");
  else field.dispatchEvent(new Event("input", { bubbles: true }));
  if (field.type === "checkbox") field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Gives all parts of `row` the number `to` instead of `from`. */
function renumber(row, relation, from, to) {
  for (const node of [row, ...row.querySelectorAll("*")]) {
    for (const name of NAMED) {
      const value = node.getAttribute(name);
      if (value?.includes(`${relation}-${from}`)) node.setAttribute(name, value.replaceAll(`${relation}-${from}`, `${relation}-${to}`));
    }
  }
  row.id = `${relation}-${to}`;
}

function removable(row) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "inline-deletelink", textContent: "×" });
  button.setAttribute("aria-label", gridOf(row).querySelector(".grid-told").dataset.remove);
  row.querySelector(".grid-leave").append(button);
}

const added = (row, relation) =>
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: relation } }));

/** Adds a row to `group`, on the given side where it has two; `quiet` leaves the focus where it is. */
export function addRow(group, { side = "", quiet = false } = {}) {
  const relation = group.dataset.grid;
  const template = group.querySelector(".empty-form");
  const row = template.cloneNode(true);
  const number = Number(total(relation).value);
  row.classList.remove("empty-form");
  renumber(row, relation, "__prefix__", number);
  total(relation).value = number + 1;
  const place = group.querySelector(`[data-side-rows="${side}"]`);
  if (place) place.querySelector(":scope > .add-row").before(row);
  else template.before(row);
  if (side) fieldOf(row, "side").value = side;
  removable(row);
  if (quiet) group.dataset.quiet = "";
  added(row, relation);
  delete group.dataset.quiet;
  return row;
}

/** Takes a row that was never saved out of the form; the last one gets its number, so that none is missing. */
export function removeRow(row) {
  const group = gridOf(row);
  const relation = group.dataset.grid;
  const number = Number(row.id.slice(relation.length + 1));
  const last = Number(total(relation).value) - 1;
  const next = row.nextElementSibling;
  const parent = row.parentElement;
  row.remove();
  if (number !== last) renumber(document.getElementById(`${relation}-${last}`), relation, last, number);
  total(relation).value = last;
  document.dispatchEvent(new CustomEvent("formset:removed", { detail: { formsetName: relation } }));
  return () => {
    const back = Number(total(relation).value);
    renumber(row, relation, number, back);
    total(relation).value = back + 1;
    parent.insertBefore(row, next?.isConnected ? next : parent.querySelector(":scope > .empty-form, :scope > .add-row"));
    group.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
    return row;
  };
}

/** Says below the grid what has happened, with a way back, and what was `left` over. */
export function tell(group, text, undo, left = []) {
  const told = group.querySelector(".grid-told");
  told.replaceChildren(text);
  if (undo) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button-quiet", textContent: told.dataset.undo });
    button.addEventListener("click", () => {
      told.replaceChildren();
      undo();
    });
    told.append(" ", button);
  }
  if (left.length) told.append(Object.assign(document.createElement("span"), { className: "grid-left", textContent: ` ${told.dataset.left} ${left.join(" · ")}` }));
}

for (const group of document.querySelectorAll("[data-grid]")) {
  for (const row of rowsOf(group)) if (!row.classList.contains("has_original")) removable(row);
  group.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    if (add) {
      event.preventDefault();
      addRow(group, { side: add.dataset.side });
    }
    const leave = event.target.closest("button.inline-deletelink");
    if (!leave) return;
    const row = leave.closest("[data-row]");
    const restore = removeRow(row);
    tell(group, group.querySelector(".grid-told").dataset.removed, () => controlsOf(restore())[0].focus());
    group.querySelector(".grid-told button").focus();
  });
  group.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("[data-add]")) return;
    event.preventDefault(); // it is a button to those who hear the page: the space bar presses it
    event.target.click();
  });
}
