// What stands in the fields of the open form, as it is sent and as it changes.

export const form = document.querySelector("[name=_form]").form;

/** Returns everything typed in the form, without files and without what belongs to one sending. */
export function typed() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") data.append(name, value);
  }
  return data;
}

/** Returns only the marks of the form, which say whose it is. */
export const marks = (data) => new URLSearchParams([...data].filter(([name]) => name.startsWith("_")));

function values(text) {
  const found = new Map();
  for (const [name, value] of new URLSearchParams(text)) found.set(name, `${found.get(name) ?? ""}\n${value}`);
  return found;
}

/** Notes in `times` which fields changed now, between two texts of the form. */
export function note(times, before, after) {
  if (before === after) return;
  const [old, now] = [values(before), values(after)];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(name) !== now.get(name)) times[name] = Date.now();
  }
}
