// Suggestions under a search box: a combobox with a list box (ARIA 1.2). Without this script the form works as it is.

const WAIT = 120;
let boxes = 0;

export function suggest(line) {
  if (line.dataset.ready) return;
  line.dataset.ready = "yes";
  const input = line.querySelector("input");
  const list = Object.assign(document.createElement("ul"), { id: `suggested-${++boxes}`, className: "suggested", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  said.setAttribute("role", "status");
  line.append(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }
  const kept = new Map();
  let chosen = -1;
  let timer;
  let asking;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const options = [...list.children];
    chosen = at < -1 ? options.length - 1 : at >= options.length ? -1 : at;
    for (const [number, option] of options.entries()) option.setAttribute("aria-selected", String(number === chosen));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = ([typed, titles, kinds, addresses]) => {
    if (typed !== input.value || document.activeElement !== input) return;
    list.replaceChildren(...titles.map((title, number) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${number}` });
      const kind = Object.assign(document.createElement("span"), { className: "suggested-kind", textContent: kinds[number] });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.address = addresses[number];
      option.append(title, " ", kind);
      return option;
    }));
    chosen = -1;
    list.hidden = !titles.length;
    input.setAttribute("aria-expanded", String(Boolean(titles.length)));
    said.textContent = titles.length ? `${titles.length} ${line.dataset.some}` : line.dataset.none;
  };
  const ask = async () => {
    const typed = input.value;
    if (typed.trim().length < 2) return close();
    if (kept.has(typed)) return show(kept.get(typed));
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${line.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
      if (!answer.ok) return close();
      kept.set(typed, await answer.json());
      show(kept.get(typed));
    } catch {
      // Aborted by the next letter, or offline: the form itself still works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return ask();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && open && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
}
