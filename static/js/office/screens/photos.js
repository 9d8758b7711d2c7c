// Photos in one go: dropped or chosen files go up one by one, each becomes a row of the sheet; order and focal point.

import { line } from "../writing/lines.js";
import * as documents from "./documents.js";
import { take } from "./uploads.js";

const group = document.querySelector("#photos-group");
const queue = group?.querySelector(".photos-queue");

const rowsOf = () => [...group.querySelectorAll(":scope > .photo-row:not(.empty-form)")];
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const said = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

// --- The order -----------------------------------------------------------------------------------

/** The first photo goes no further up and the last one no further down; their buttons stay, for the focus to stay. */
function markEnds() {
  const rows = rowsOf();
  for (const [at, row] of rows.entries()) {
    row.querySelector("[data-move='-1']")?.setAttribute("aria-disabled", at === 0);
    row.querySelector("[data-move='1']")?.setAttribute("aria-disabled", at === rows.length - 1);
  }
}

function renumber() {
  rowsOf().forEach((row, at) => {
    field(row, "order").value = at;
  });
  markEnds();
}

function sortRows() {
  const rows = rowsOf().toSorted((a, b) => Number(field(a, "order").value) - Number(field(b, "order").value));
  group.querySelector("#photos-empty")?.before(...rows);
  markEnds();
}

function move(row, step) {
  const rows = rowsOf();
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber();
  said(field(row, "order"));
}

// --- The focal point -------------------------------------------------------------------------------

function place(row) {
  const [x, y] = ["focal_x", "focal_y"].map((name) => Number(field(row, name).value.replace(",", ".") || 0.5));
  const at = `${x * 100}% ${y * 100}%`;
  const point = row.querySelector(".photo-point");
  point.style.left = `${x * 100}%`;
  point.style.top = `${y * 100}%`;
  for (const image of row.querySelectorAll(".photo-crops img")) image.style.objectPosition = at;
}

function focus(row, x, y) {
  const inside = (value) => String(Math.round(Math.min(1, Math.max(0, value)) * 100) / 100);
  field(row, "focal_x").value = inside(x);
  field(row, "focal_y").value = inside(y);
  said(field(row, "focal_x"));
  place(row);
}

const ARROWS = { ArrowLeft: [-0.05, 0], ArrowRight: [0.05, 0], ArrowUp: [0, -0.05], ArrowDown: [0, 0.05] };

// --- The words -------------------------------------------------------------------------------------

const MOST = 125;

/** Counts the letters of a description softly: longer ones are read to the end in one breath. */
function count(input) {
  const counter = input.parentElement.querySelector(".photo-count") ?? document.createElement("span");
  counter.className = "photo-count";
  counter.textContent = `${input.value.length} / ${MOST}`;
  counter.classList.toggle("is-long", input.value.length > MOST);
  input.after(counter);
}

function show(row, look) {
  for (const image of row.querySelectorAll(".photo-look img")) image.src = look;
  row.querySelector(".photo-look").hidden = false;
  place(row);
}

// --- The rows --------------------------------------------------------------------------------------

/** Calls a row by the name of its file, for the eye and for the ear. */
function call(row, name) {
  row.querySelector(".row-label").textContent = name;
  row.setAttribute("aria-label", name);
}

const numbers = new WeakMap(); // rows of files that came on this page, by the place of the file among those chosen

function addRow(file, made, number) {
  group.dataset.quiet = "";
  group.querySelector(":scope > .add-row a").click();
  delete group.dataset.quiet;
  const row = rowsOf().at(-1);
  const input = row.querySelector("input[type=file]");
  const ticket = Object.assign(document.createElement("input"), { type: "hidden", value: made.ticket });
  ticket.name = `${input.name}-kept`;
  input.after(ticket);
  row.querySelector(".row-fields").open = false;
  call(row, file.name);
  show(row, made.look);
  numbers.set(row, number);
  rowsOf().find((other) => numbers.get(other) > number)?.before(row); // a small file overtakes a large one
  renumber();
  said(ticket);
  return row;
}

/** Writes the author and the day that are the same for all photos into each, and says so: their fields are folded. */
function apply() {
  const filled = [...group.querySelectorAll("[data-same]")].filter(({ value }) => value.trim());
  for (const same of filled) {
    for (const row of rowsOf()) {
      field(row, same.dataset.same).value = same.value.trim();
      said(field(row, same.dataset.same));
    }
  }
  const told = group.querySelector("[data-applied]");
  told.textContent = filled.length ? told.dataset.applied.replace("{1}", rowsOf().length) : "";
  if (!filled.length) group.querySelector("[data-same]").focus();
}

// --- Files from outside ------------------------------------------------------------------------------

const isFiles = (event) => event.dataTransfer?.types.includes("Files");

/** Sends pictures to the photos and all else to the documents, or everything there if it is dropped on them. */
function sort(files, target) {
  const photos = { group, queue, told: group.querySelector(".photos-told"), add: addRow, address: group.dataset.upload };
  const papers = documents.section(queue.dataset);
  const kinds = group.querySelector("#photos-files").accept.split(",");
  const isPicture = ({ name, type }) => kinds.some((kind) => kind === type || name.toLowerCase().endsWith(kind));
  const isPaper = (file) => papers && (papers.group.closest("details").contains(target) || !isPicture(file));
  take(files.filter((file) => !isPaper(file)), photos);
  take(files.filter(isPaper), papers);
}

function receive() {
  const hint = (text) => {
    document.body.classList.toggle("is-dropping", Boolean(text));
    line("dropping", text);
  };
  group.querySelector("#photos-files").addEventListener("change", (event) => {
    sort([...event.target.files], group);
    event.target.value = "";
  });
  addEventListener("dragover", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    hint(queue.dataset.dropping);
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) hint("");
  });
  addEventListener("drop", (event) => {
    hint("");
    if (!event.dataTransfer?.files.length || event.target.closest?.("input[type=file]")) return;
    event.preventDefault();
    sort([...event.dataTransfer.files], event.target);
  });
}

// --- All together ----------------------------------------------------------------------------------

if (group) {
  sortRows();
  rowsOf().forEach(place);
  group.querySelectorAll(".photo-row:not(.empty-form) [name*='-alt_']").forEach(count);

  if (queue) receive();

  let dragged = null;
  group.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".photo-handle")?.closest(".photo-row") ?? null;
  });
  group.addEventListener("dragover", (event) => {
    const over = event.target.closest(".photo-row:not(.empty-form)");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  group.addEventListener("dragend", () => {
    if (dragged) {
      renumber();
      said(field(dragged, "order"));
    }
    dragged = null;
  });

  group.addEventListener("click", (event) => {
    const row = event.target.closest(".photo-row");
    const step = Number(event.target.dataset.move ?? 0);
    if (step) {
      move(row, step);
      event.target.focus();
    }
    const look = event.target.closest(".photo-focus");
    if (look && event.detail) {
      const { left, top, width, height } = look.querySelector("img").getBoundingClientRect();
      focus(row, (event.clientX - left) / width, (event.clientY - top) / height);
    }
    if (event.target.matches("[data-apply]")) apply();
  });
  group.addEventListener("keydown", (event) => {
    const arrow = event.target.matches(".photo-focus") && ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const row = event.target.closest(".photo-row");
    const now = ["focal_x", "focal_y"].map((name) => Number(field(row, name).value.replace(",", ".")));
    focus(row, now[0] + arrow[0], now[1] + arrow[1]);
  });
  group.addEventListener("change", ({ target }) => {
    const row = target.closest(".photo-row");
    if (row && target.type === "file" && target.files.length) call(row, target.files[0].name);
  });
  group.addEventListener("input", (event) => {
    if (/-alt_/.test(event.target.name)) count(event.target);
  });

  // The admin's script numbers the rows anew by their place: what is stored must then stand first again.
  group.addEventListener("click", (event) => event.target.matches(".inline-deletelink") && byNumber(), true);
  document.addEventListener("formset:removed", sortRows);
  group.addEventListener("formset:added", markEnds);
}

function byNumber() {
  const number = (row) => Number(row.id.split("-").at(-1));
  group.querySelector("#photos-empty")?.before(...rowsOf().toSorted((a, b) => number(a) - number(b)));
}
