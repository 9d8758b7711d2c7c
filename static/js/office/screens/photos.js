// Photos in one go: dropped or chosen files go up one by one, each becomes a row of the sheet; order and focal point.

const form = document.querySelector("#content-main > form");
const group = document.querySelector("#photos-group");
const AT_ONCE = 2;

const rowsOf = () => [...group.querySelectorAll(":scope > .photo-row:not(.empty-form)")];
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const said = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

// --- The order -----------------------------------------------------------------------------------

function renumber() {
  rowsOf().forEach((row, at) => {
    field(row, "order").value = at;
  });
}

function sortRows() {
  const rows = rowsOf().toSorted((a, b) => Number(field(a, "order").value) - Number(field(b, "order").value));
  group.querySelector("#photos-empty")?.before(...rows);
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

// --- The upload ------------------------------------------------------------------------------------

function addRow(file, made) {
  group.dataset.quiet = "";
  group.querySelector(":scope > .add-row a").click();
  delete group.dataset.quiet;
  const row = rowsOf().at(-1);
  const input = row.querySelector("input[type=file]");
  const ticket = Object.assign(document.createElement("input"), { type: "hidden", value: made.ticket });
  ticket.name = `${input.name}-kept`;
  input.after(ticket);
  row.querySelector(".row-fields").open = false;
  row.querySelector(".row-label").textContent = file.name;
  row.setAttribute("aria-label", file.name);
  show(row, made.look);
  said(ticket);
}

function send(file, line) {
  const { progress } = line;
  const body = new FormData();
  body.set("file", file);
  const request = new XMLHttpRequest();
  request.open("POST", group.dataset.upload);
  request.responseType = "json";
  request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  request.upload.addEventListener("progress", (event) => {
    progress.value = event.total ? event.loaded / event.total : 0;
  });
  return new Promise((finished) => {
    // An ended session answers with the page of the sign-in: that is no photo either.
    request.addEventListener("loadend", () => finished(request.response?.ticket ? request.response : { error: request.response?.error }));
    request.send(body);
  });
}

const queue = group?.querySelector(".photos-queue");
const waiting = [];
const done = { all: 0, good: 0 };
let running = 0;
let held = null; // the button that was pressed while photos were on their way

const isBusy = () => running > 0 || waiting.length > 0;

function tell() {
  const { pending, told } = queue.dataset;
  group.querySelector(".photos-told").textContent = held ? pending : told.replace("{1}", done.good).replace("{2}", done.all);
}

/** Goes on with the save that waited; if a photo did not arrive, says so and leaves it to a second press. */
function release() {
  const button = held;
  held = null;
  if (!queue.querySelector(".is-refused")) return form.requestSubmit(button);
  const told = group.querySelector(".photos-told");
  group.closest("details").open = true;
  told.textContent = queue.dataset.missing;
  return told.focus();
}

function lineFor(file) {
  const item = document.createElement("li");
  const progress = Object.assign(document.createElement("progress"), { value: 0, max: 1 });
  progress.setAttribute("aria-label", file.name);
  const note = Object.assign(document.createElement("span"), { textContent: queue.dataset.waiting });
  item.append(Object.assign(document.createElement("b"), { textContent: file.name }), " ", progress, " ", note);
  queue.append(item);
  return { item, progress, note };
}

async function next() {
  const job = waiting.shift();
  if (!job) return;
  running += 1;
  const { file, line } = job;
  line.note.textContent = "";
  const made = await send(file, line);
  running -= 1;
  if (made.ticket) {
    done.good += 1;
    line.item.remove();
    addRow(file, made);
  } else {
    line.note.textContent = made.error ?? queue.dataset.lost;
    line.item.className = "is-refused";
    line.progress.remove();
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    again.textContent = made.error ? queue.dataset.drop : queue.dataset.again;
    again.addEventListener("click", () => {
      line.item.remove();
      done.all -= 1;
      if (!made.error) take([file]);
      tell();
    });
    line.item.append(" ", again);
  }
  tell();
  next();
  if (held && !isBusy()) release();
}

function take(files) {
  if (!files.length) return;
  group.closest("details").open = true;
  for (const file of files) {
    done.all += 1;
    waiting.push({ file, line: lineFor(file) });
  }
  tell();
  while (running < AT_ONCE && waiting.length) next();
}

// --- All together ----------------------------------------------------------------------------------

if (group) {
  sortRows();
  rowsOf().forEach(place);
  group.querySelectorAll(".photo-row:not(.empty-form) [name*='-alt_']").forEach(count);

  group.querySelector("#photos-files")?.addEventListener("change", (event) => {
    take([...event.target.files]);
    event.target.value = "";
  });
  if (queue) {
    form.addEventListener(
      "submit",
      (event) => {
        if (!isBusy()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        held = event.submitter;
        tell();
      },
      true,
    );
    addEventListener("beforeunload", (event) => {
      if (isBusy()) event.preventDefault();
    });
    addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.add("is-dropping");
    });
    addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) document.body.classList.remove("is-dropping");
    });
    addEventListener("drop", (event) => {
      document.body.classList.remove("is-dropping");
      if (!event.dataTransfer?.files.length || event.target.closest?.("input[type=file]")) return;
      event.preventDefault();
      take([...event.dataTransfer.files]);
    });
  }

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
    if (event.target.matches("[data-apply]")) {
      for (const same of group.querySelectorAll("[data-same]")) {
        if (!same.value.trim()) continue;
        for (const one of rowsOf()) {
          field(one, same.dataset.same).value = same.value.trim();
          said(field(one, same.dataset.same));
        }
      }
    }
  });
  group.addEventListener("keydown", (event) => {
    const arrow = event.target.matches(".photo-focus") && ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const row = event.target.closest(".photo-row");
    const now = ["focal_x", "focal_y"].map((name) => Number(field(row, name).value.replace(",", ".")));
    focus(row, now[0] + arrow[0], now[1] + arrow[1]);
  });
  group.addEventListener("input", (event) => {
    if (/-alt_/.test(event.target.name)) count(event.target);
  });

  // The admin's script numbers the rows anew by their place: what is stored must then stand first again.
  group.addEventListener("click", (event) => event.target.matches(".inline-deletelink") && byNumber(), true);
  document.addEventListener("formset:removed", sortRows);
}

function byNumber() {
  const number = (row) => Number(row.id.split("-").at(-1));
  group.querySelector("#photos-empty")?.before(...rowsOf().toSorted((a, b) => number(a) - number(b)));
}
