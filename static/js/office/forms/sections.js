// The form in sections: what was open stays open, counts follow the rows, mistakes show when a field is left.
import { reveal } from "./reveal.js";

const form = document.querySelector("#content-main > form");
const office = document.querySelector("#office");
const key = `sections:${office.dataset.user}:${office.dataset.model}`;
/** So many sections that were opened in other records open by themselves: a form that opens whole is no short form. */
const MOST = 3;

/** Returns which sections were opened and closed by hand, the last one last; the rest stand as they come. */
function remembered(store, name) {
  try {
    const kept = JSON.parse(store.getItem(name) ?? "{}");
    return new Map(Array.isArray(kept) ? kept.map((section) => [section, true]) : Object.entries(kept));
  } catch {
    return new Map();
  }
}

const places = [[localStorage, key], [sessionStorage, `${key}:${location.pathname}`]]; // all records, and this one here
const [everywhere, here] = places.map((place) => remembered(...place));
const last = [...everywhere.keys()].filter((name) => everywhere.get(name)).slice(-MOST);
const byHand = new Map([...[...everywhere].filter(([name, open]) => !open || last.includes(name)), ...here]);
for (const section of form.querySelectorAll("details[data-section]")) {
  const name = section.dataset.section;
  if (byHand.has(name) && !section.matches(".fold-wrong")) section.open = byHand.get(name);
  section.querySelector("summary").addEventListener("click", () => {
    for (const [store, kept] of places) {
      const now = remembered(store, kept); // another tab may have changed it
      now.delete(name);
      now.set(name, !section.open);
      store.setItem(kept, JSON.stringify(Object.fromEntries(now)));
    }
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

const rowsOf = (group) => [...group.querySelectorAll(".inline-related:not(.empty-form)")];
const isLeaving = (row) => row.querySelector(":scope .delete input")?.checked;

function recount(group) {
  for (const row of rowsOf(group)) row.classList.toggle("is-leaving", Boolean(isLeaving(row)));
  const section = group.closest("details"); // which may hold several groups
  section.querySelector("[data-count]").textContent = `(${rowsOf(section).filter((row) => !isLeaving(row)).length})`;
}

/** Returns where one begins in a row, of a document with its file; the box that stands for a select, where one does. */
function first(row) {
  const field = row.querySelector("input:not([type=hidden]), textarea, select");
  return field?.matches(".select2-hidden-accessible") ? field.nextElementSibling.querySelector(".select2-selection") : field;
}

/** Names a row by the first words typed in it, so that a folded row says whom or what it is about. */
function label(row) {
  const kept = (field) => field.value.trim() && !field.matches("[name$='-order'], .select2-search__field");
  const endings = office.dataset.languages.split(",").map((code) => `_${code.replace("-", "_")}`);
  const twin = (field) => {
    const own = endings.findIndex((ending) => field.name.endsWith(ending));
    const named = (ending) => row.querySelector(`[name="${field.name.slice(0, -endings[own].length)}${ending}"]`);
    return own > 0 && endings.slice(0, own).some((ending) => named(ending)?.value);
  };
  const fields = [...row.querySelectorAll("input[type=text], textarea")].filter((field) => kept(field) && !twin(field));
  // A programme needs its day and both times, a paper its title alone.
  const most = { programme_items: 4, documents: 1 }[row.id.replace(/-[^-]*$/, "")] ?? 2;
  const words = fields.slice(0, most).map((field) => field.value.trim());
  if (words.length) row.querySelector(".row-label").textContent = words.join(", ");
}

/** A photo is called by its file, whatever is written about it. */
const isNamed = (row) => row.matches("[data-row]") || (row.querySelector(".row-fields") && !row.matches(".photo-row"));
for (const group of form.querySelectorAll(".inline-group")) {
  for (const row of rowsOf(group)) if (isNamed(row)) label(row);
  group.addEventListener("change", (event) => {
    recount(group);
    const row = event.target.closest(".inline-related");
    if (row && isNamed(row)) label(row);
  });
}
document.addEventListener("formset:added", (event) => {
  const group = event.target.closest(".inline-group");
  recount(group);
  const order = event.target.querySelector("[name$='-order']");
  if (order) order.value = Math.max(-1, ...rowsOf(group).map((row) => Number(row.querySelector("[name$='-order']")?.value || 0))) + 1;
  if (group.dataset.quiet !== undefined) return;
  const fields = event.target.querySelector(".row-fields");
  if (fields && !group.dataset.grid) fields.open = true;
  first(event.target)?.focus();
});
document.addEventListener("formset:removed", () => form.querySelectorAll(".inline-group").forEach(recount));
document.addEventListener("rows:changed", (event) => {
  for (const row of rowsOf(event.target)) if (isNamed(row)) label(row);
  recount(event.target);
});

/** Says below `field` how its value was read, where that is more than was typed. */
function tellRead(field, text) {
  let shown = document.getElementById(`${field.id}_read`);
  if (!text || text === field.value.trim()) return shown?.remove();
  shown ??= Object.assign(document.createElement("p"), { id: `${field.id}_read`, className: "read-as" });
  shown.setAttribute("role", "status");
  field.after(shown);
  shown.textContent = office.dataset.readAs.replace("{1}", text);
  return undefined;
}

/** Shows `message` at `field`, or takes the shown one away. */
function tell(field, message) {
  const box = field.closest(".cell, .fieldBox, .form-row, .photo-field") ?? field.parentElement;
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
    if (!answer.ok) return;
    const { error, read } = await answer.json();
    tell(field, error);
    tellRead(field, read);
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

// A title is a box only to be seen whole: Enter saves, as in a field of one line.
form.addEventListener("keydown", (event) => {
  const isLine = event.target.matches(".whole-line") && !event.target.closest(".inline-group");
  if (!isLine || event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  form.querySelector("[type=submit]").click();
});

const touched = new WeakSet();
form.addEventListener("input", (event) => touched.add(event.target));
form.addEventListener("focusout", (event) => {
  const field = event.target;
  const checked = field.matches("input[type=text], input[type=url], input[type=number], textarea, input:not([type])");
  if (!checked || !field.name || field.name.includes("__prefix__") || field.dataset.unchecked !== undefined) return;
  if (touched.has(field) || field.getAttribute("aria-invalid")) check(field);
});
