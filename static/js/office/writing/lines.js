// Lines that float above the buttons of a form, where the eye is when one was pressed or a file was dropped.

const bar = document.querySelector(".action-bar");
const list = Object.assign(document.createElement("div"), { className: "action-lines" });
list.setAttribute("role", "status");
bar?.append(list);

/**
 * Shows `text` as the line of its `kind`, or takes the line away; `share` of 0 to 1 is drawn as a bar.
 *
 * `action` is a pair of what a button in the line says and does.
 */
export function line(kind, text, { share = null, action = null } = {}) {
  let shown = list.querySelector(`[data-kind="${kind}"]`);
  if (!text) return shown?.remove();
  if (!shown) {
    shown = Object.assign(document.createElement("p"), { className: "action-line" });
    shown.dataset.kind = kind;
    shown.append(document.createElement("span"));
    list.append(shown);
  }
  const words = shown.querySelector("span");
  if (words.textContent !== text) words.textContent = text; // said anew only when it changes
  let progress = shown.querySelector("progress");
  if (share === null) progress?.remove();
  else {
    progress ??= shown.appendChild(Object.assign(document.createElement("progress"), { max: 1 }));
    progress.setAttribute("aria-hidden", "true"); // the words say it
    progress.value = share;
  }
  const button = shown.querySelector("button");
  if (!action) return button?.remove();
  if (button?.textContent === action[0]) return undefined;
  button?.remove();
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: action[0] });
  made.addEventListener("click", action[1]);
  return shown.append(made);
}
