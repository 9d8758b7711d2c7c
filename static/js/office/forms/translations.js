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
  const show = () => (button.hidden = isFilled());
  field.addEventListener("input", show);
  button.addEventListener("click", () => {
    if (!isFilled()) fill(field, source.value);
    show();
  });
  show();
  field.after(button);
}

const example = document.querySelector("[data-copy]");
if (example) {
  const suffix = (name) => name.slice(name.lastIndexOf("_"));
  const pattern = { to: new RegExp(`${suffix(example.name)}$`), from: suffix(example.dataset.original) };
  const offerAll = () => {
    for (const field of document.querySelectorAll(`[id$="${suffix(example.name)}"]`)) {
      if (field.matches("input[type=text], textarea")) offer(field, pattern, example.dataset.copy);
    }
  };
  offerAll();
  document.addEventListener("formset:added", offerAll);
}
