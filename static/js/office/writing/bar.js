// The bar of buttons: one line above them tells what the save has answered, the rest of it under a count; its folds
// close by themselves, and it covers nothing that one comes to with the Tab key.

const bar = document.querySelector(".action-bar");

/** Repeats beside the buttons what the save has answered, where its place on top of the page is out of sight. */
export function repeat() {
  const told = document.querySelector(".messagelist");
  const line = bar?.querySelector(".action-strip");
  if (!told || !line || told.getBoundingClientRect().top >= 0) return;
  const [first, ...more] = told.cloneNode(true).children;
  const again = Object.assign(document.createElement("div"), { className: "action-told" });
  const words = Object.assign(document.createElement("p"), { className: first.className });
  words.append(...first.childNodes);
  again.append(words);
  if (more.length) {
    const fold = Object.assign(document.createElement("details"), { className: "action-fold" });
    const count = Object.assign(document.createElement("summary"), { textContent: line.dataset.more.replace("{1}", more.length) });
    const list = Object.assign(document.createElement("ul"), { className: "action-panel" });
    list.append(...more);
    fold.append(count, list);
    again.append(fold);
  }
  line.prepend(again);
}

const close = (except) => {
  for (const fold of bar.querySelectorAll("details[open]")) if (!fold.contains(except)) fold.open = false;
};

const GAP = 8;

/**
 * Moves the page up where the bar, a line that floats above it or the end of the window cuts a part off what has the
 * focus: the browser itself minds only the whole.
 */
function uncover() {
  const node = document.activeElement;
  const isSticky = getComputedStyle(bar).position === "sticky";
  if (node.closest(".action-line") || (isSticky && bar.contains(node))) return;
  const over = [...bar.querySelectorAll(".action-line"), ...(isSticky ? [bar] : [])];
  const { top, bottom } = node.getBoundingClientRect();
  const under = bottom + GAP - Math.min(innerHeight, ...over.map((one) => one.getBoundingClientRect().top));
  if (under > 0) scrollBy({ top: Math.min(under, top - GAP), behavior: "instant" });
}

function tabbed() {
  close(document.activeElement); // not with every focus: a fold that closes under the pointer takes the click away
  uncover();
}

if (bar) {
  addEventListener("keydown", (event) => event.key === "Tab" && setTimeout(tabbed));
  addEventListener("keyup", (event) => event.key === "Tab" && tabbed());
  document.addEventListener("click", (event) => close(event.target));
  bar.addEventListener("keydown", (event) => {
    const fold = event.key === "Escape" && event.target.closest("details[open]");
    if (!fold) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
}
