// Shows a field wherever it is folded away, and puts the caret into it.

const FOCUSABLE = "summary, a[href], button, input:not([type=hidden]), select, textarea, [tabindex]";

/** Returns the element that `id` names; of a row that is gone or has moved, the part of the form with all such rows. */
export function placeOf(id) {
  const [, rows] = /^id_(\w+)-\d+-/.exec(id) ?? [];
  return document.getElementById(id) ?? (rows ? document.getElementById(`${rows}-group`) : null);
}

export function reveal(field) {
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  let target = field;
  if (field?.matches(".select2-hidden-accessible")) {
    target = field.nextElementSibling?.querySelector(".select2-selection, .select2-search__field");
  } else if (field && !field.matches(FOCUSABLE)) {
    target = [...field.querySelectorAll(FOCUSABLE)].find((one) => one.checkVisibility()) ?? field.closest("details")?.querySelector("summary");
  }
  target?.scrollIntoView({ block: "center" });
  target?.focus();
}
