// The page of a record as the public will see it: its look on a phone, and the address of a new secret link.

const bar = document.querySelector(".office-bar");
const phone = bar.querySelector(".office-phone");
const frame = phone.querySelector("iframe");

bar.querySelector("[data-phone]").addEventListener("click", () => {
  frame.src ||= frame.dataset.src;
  phone.showModal();
});
phone.querySelector("[data-close]").addEventListener("click", () => phone.close());

const folds = bar.querySelectorAll("details");
// A link may lead to a list inside a fold; not every browser opens it by itself.
bar.querySelector(":target")?.closest("details")?.setAttribute("open", "");
const shut = () => {
  for (const fold of folds) fold.removeAttribute("open");
};
document.addEventListener("click", (event) => bar.contains(event.target) || shut());
bar.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && bar.querySelector("details[open]");
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});

for (const button of bar.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard?.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}
