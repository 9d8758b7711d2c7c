// The search box of the back office: suggestions, and the key / that leads to it from anywhere.

const script = document.querySelector("script[data-suggestions]");
const boxes = document.querySelectorAll("[data-suggest]");
if (script) {
  import(script.dataset.suggestions).then((module) => {
    for (const line of boxes) module.suggest(line);
  });
}

const writing = "input, textarea, select, [contenteditable]";

addEventListener("keydown", (event) => {
  // On a Russian keyboard the same key gives a full stop.
  const slash = event.key === "/" || (event.code === "Slash" && event.key === ".");
  if (!slash || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(writing)) return;
  const input = document.querySelector("[data-slash]");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});
