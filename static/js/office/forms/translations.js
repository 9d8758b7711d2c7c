// "Copy from Russian" beside every empty field that has an original; rows added later get theirs too.
// A field that holds a translation has no button: nothing that somebody wrote is ever copied over.

function original(field, pattern) {
  return document.getElementById(field.id.replace(pattern.to, pattern.from));
}

/** Puts `text` into the empty `field` as if it were typed, so that Ctrl+Z takes it out again. */
function fill(field, text) {
  field.focus();
  if (field.matches("[data-rich]") || !document.execCommand("insertText", false, text)) field.value = text;
  for (const name of ["replaced", "input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

function offer(field, pattern, text) {
  const source = original(field, pattern);
  if (!source || field.dataset.copies || field.readOnly || field.disabled) return;
  field.dataset.copies = "yes";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-small copy-original";
  button.textContent = text;
  const label = document.querySelector(`label[for="${field.id}"]`);
  if (label) button.setAttribute("aria-label", `${text}: ${label.textContent.trim()}`);
  const isFilled = () => field.value.trim() !== "";
  const show = () => {
    button.hidden = isFilled();
  };
  field.addEventListener("input", show);
  button.addEventListener("click", () => {
    if (!isFilled()) fill(field, source.value);
    show();
  });
  show();
  field.after(button);
}

/** Returns what ends the name of a text in another language and in the one it is copied from: "_en" and "_ru". */
function ends(name, source) {
  let shared = 0;
  while (name[shared] === source[shared]) shared += 1;
  const at = name.lastIndexOf("_", shared - 1);
  return { end: name.slice(at), from: source.slice(at) };
}

const languages = new Map();
for (const { name, dataset } of document.querySelectorAll("[data-copy]")) {
  const { end, from } = ends(name, dataset.original);
  languages.set(end, { pattern: { to: new RegExp(`${end}$`), from }, text: dataset.copy });
}
const offerAll = () => {
  for (const [end, { pattern, text }] of languages) {
    for (const field of document.querySelectorAll(`[id$="${end}"]`)) {
      if (field.matches("input[type=text], textarea")) offer(field, pattern, text);
    }
  }
};
if (languages.size) {
  offerAll();
  document.addEventListener("formset:added", offerAll);
}
