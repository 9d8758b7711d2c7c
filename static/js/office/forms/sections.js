// The form in sections: what was open stays open, counts follow the rows, mistakes show when a field is left.
import { reveal } from "./reveal.js";

const form = document.querySelector("#content-main > form");
const office = document.querySelector("#office");
const key = `sections:${office.dataset.user}:${office.dataset.model}`;

const remembered = () => {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch {
    return new Set();
  }
};

const open = remembered();
for (const section of form.querySelectorAll("details[data-section]")) {
  if (open.has(section.dataset.section)) section.open = true;
  section.querySelector("summary").addEventListener("click", () => {
    const now = remembered(); // another tab may have changed it
    if (section.open) now.delete(section.dataset.section);
    else now.add(section.dataset.section);
    localStorage.setItem(key, JSON.stringify([...now]));
  });
}

const problems = document.querySelector(".problems");
problems?.focus();
problems?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  reveal(document.getElementById(link.hash.slice(1)));
});

const rowsOf = (group) => [...group.querySelectorAll(":scope > .inline-related:not(.empty-form)")];
const isLeaving = (row) => row.querySelector(":scope .delete input")?.checked;

function recount(group) {
  const rows = rowsOf(group);
  for (const row of rows) row.classList.toggle("is-leaving", Boolean(isLeaving(row)));
  const count = group.closest("details").querySelector("[data-count]");
  count.textContent = `(${rows.filter((row) => !isLeaving(row)).length})`;
}

/** Names a row by the first words typed in it, so that a folded row says whom or what it is about. */
function label(row) {
  const kept = (field) => field.value.trim() && !field.matches("[name$='-order'], .select2-search__field");
  const twin = (field) => field.name.endsWith("_en") && row.querySelector(`[name="${field.name.slice(0, -3)}_ru"]`)?.value;
  const fields = [...row.querySelectorAll("input[type=text], textarea")].filter((field) => kept(field) && !twin(field));
  const most = row.id.startsWith("programme_items") ? 4 : 2; // a programme needs its day and both times
  const words = fields.slice(0, most).map((field) => field.value.trim());
  if (words.length) row.querySelector(".row-label").textContent = words.join(", ");
}

for (const group of form.querySelectorAll(".inline-group")) {
  for (const row of rowsOf(group)) if (row.querySelector(".row-fields")) label(row);
  group.addEventListener("change", (event) => {
    recount(group);
    const row = event.target.closest(".inline-related");
    if (row && row.querySelector(".row-fields")) label(row);
  });
}
document.addEventListener("formset:added", (event) => {
  const group = event.target.closest(".inline-group");
  recount(group);
  const order = event.target.querySelector("[name$='-order']");
  if (order) order.value = Math.max(-1, ...rowsOf(group).map((row) => Number(row.querySelector("[name$='-order']")?.value || 0))) + 1;
  const fields = event.target.querySelector(".row-fields");
  if (group.dataset.quiet === undefined && fields) {
    fields.open = true;
    fields.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }
});
document.addEventListener("formset:removed", () => form.querySelectorAll(".inline-group").forEach(recount));
document.addEventListener("rows:changed", (event) => {
  rowsOf(event.target).forEach((row) => row.querySelector(".row-fields") && label(row));
  recount(event.target);
});

/** Shows `message` at `field`, or takes the shown one away. */
function tell(field, message) {
  const box = field.closest(".fieldBox, .form-row, .photo-field") ?? field.parentElement;
  let list = box.querySelector(":scope > .errorlist, :scope > div > .errorlist");
  if (!message) {
    list?.remove();
    field.removeAttribute("aria-invalid");
    return;
  }
  if (!list) {
    list = document.createElement("ul");
    list.className = "errorlist";
    list.id = `${field.id}_error`;
    (field.closest(".related-widget-wrapper") ?? field).before(list);
  }
  const said = Object.assign(document.createElement("span"), { textContent: message });
  said.setAttribute("role", "alert"); // not the list itself, which would be a list no more
  const item = document.createElement("li");
  item.append(said);
  list.replaceChildren(item);
  field.setAttribute("aria-invalid", "true");
  const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  field.setAttribute("aria-describedby", [...described.add(list.id)].join(" "));
}

async function check(field) {
  const values = field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  const body = new FormData();
  body.set("field", field.name);
  for (const value of values) body.append("value", value);
  try {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value; // signing in again gives another one
    const answer = await fetch(office.dataset.check, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (answer.ok) tell(field, (await answer.json()).error);
  } catch {
    // No connection: the save itself will tell.
  }
}

// A browser cuts what is pasted into a field with a limit, and says nothing: the whole text stays, with its length.
for (const field of form.querySelectorAll("[maxlength]")) {
  field.dataset.longest = field.maxLength;
  field.removeAttribute("maxlength");
}
form.addEventListener("input", ({ target: field }) => {
  if (!field.dataset.longest) return;
  const length = [...field.value].length;
  const wasLonger = field.dataset.longer;
  if (length > Number(field.dataset.longest)) {
    field.dataset.longer = "yes";
    tell(field, office.dataset.longer.replace("{1}", length).replace("{2}", field.dataset.longest));
  } else if (wasLonger) {
    delete field.dataset.longer;
    tell(field, "");
  }
});

const touched = new WeakSet();
form.addEventListener("input", (event) => touched.add(event.target));
form.addEventListener("focusout", (event) => {
  const field = event.target;
  const checked = field.matches("input[type=text], input[type=url], input[type=number], textarea, input:not([type])");
  if (!checked || !field.name || field.name.includes("__prefix__") || field.dataset.unchecked !== undefined) return;
  if (touched.has(field) || field.getAttribute("aria-invalid")) check(field);
});
