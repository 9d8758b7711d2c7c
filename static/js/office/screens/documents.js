// Documents: a dropped file becomes a row; one without a title is titled by the name of its file.

const group = document.querySelector("#documents-group");

const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

/** Returns the name of a file as people write a title. */
const titleOf = (name) => name.replace(/\.[^.]*$/, "").replaceAll("_", " ").trim();

function entitle(row, name) {
  const titles = [...row.querySelectorAll("[name*='-title_']")];
  if (!titles.length || titles.some((title) => title.value.trim())) return;
  titles[0].value = titleOf(name);
  for (const kind of ["input", "change"]) titles[0].dispatchEvent(new Event(kind, { bubbles: true }));
}

function add(_file, made) {
  group.dataset.quiet = "";
  group.querySelector(":scope > .add-row a").click();
  delete group.dataset.quiet;
  const row = [...group.querySelectorAll(":scope > .inline-related:not(.empty-form)")].at(-1);
  const input = field(row, "file");
  const kept = Object.assign(document.createElement("span"), { className: "kept-file" });
  const ticket = Object.assign(document.createElement("input"), { type: "hidden", name: `${input.name}-kept`, value: made.ticket });
  kept.append(ticket, group.dataset.chosen.replace("{1}", made.name));
  input.after(kept);
  input.required = false;
  entitle(row, made.name);
  ticket.dispatchEvent(new Event("change", { bubbles: true }));
  return row;
}

let made = null;

/** Returns where dropped documents go on this form; null where it has none. `words` are those of the uploads. */
export function section(words) {
  if (!group?.querySelector(":scope > .add-row a")) return null;
  made ??= prepared(words);
  return made;
}

function prepared(words) {
  group.dataset.chosen = words.chosen;
  const told = Object.assign(document.createElement("p"), { className: "documents-told", tabIndex: -1 });
  const queue = Object.assign(document.createElement("ul"), { className: "documents-queue" });
  group.prepend(told, queue);
  return { group, queue, told, add, address: words.documents };
}

group?.addEventListener("change", (event) => {
  if (event.target.type === "file" && event.target.files.length) entitle(event.target.closest(".inline-related"), event.target.files[0].name);
});
