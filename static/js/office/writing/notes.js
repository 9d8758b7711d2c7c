// What an open form has to say above itself: who else is here, that the connection is gone, what waits.

const place = document.querySelector(".writing");
const notes = place.querySelector(".writing-notes");
const status = document.createElement("p");
status.className = "writing-status";
(document.querySelector(".action-strip") ?? place).append(status);

/** Shows `text` as the note of its `kind`, or takes the note away. */
export function tell(kind, text, link) {
  let note = notes.querySelector(`[data-kind="${kind}"]`);
  if (!text) return note?.remove();
  if (note?.dataset.text === text) return undefined;
  note ??= notes.appendChild(Object.assign(document.createElement("li"), { className: `note-${kind}` }));
  note.dataset.kind = kind;
  note.dataset.text = text;
  note.replaceChildren(text, ...(link ? [" ", link] : []));
  return undefined;
}

export function tellSignedOut() {
  const link = document.createElement("a");
  Object.assign(link, { href: place.dataset.login, target: "_blank", textContent: place.dataset.signIn });
  tell("signed-out", place.dataset.signedOut, link);
}

export function tellPresent(lines) {
  for (const line of notes.querySelectorAll(".present")) line.remove();
  for (const text of lines) {
    notes.append(Object.assign(document.createElement("li"), { className: "present", textContent: text }));
  }
}

/** Says in the corner where and when what is typed was kept. */
export function tellKept(text) {
  status.textContent = text;
}

/** Shows the texts that may be taken back as the server lists them now. */
export function showOffers(html) {
  place.querySelector(".writing-offers").innerHTML = html;
}
