// The page of a record as the public will see it: language, width, and the address of a new secret link.
import { chooseWidth } from "./frame.js";

const tools = document.querySelector(".preview-tools");
chooseWidth(tools, document.querySelector(".preview-frame"));

const languages = tools.querySelectorAll("a[target=page]");
for (const link of languages) {
  link.addEventListener("click", () => {
    for (const other of languages) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard?.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}
