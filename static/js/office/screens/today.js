// Photos go up as soon as they are chosen; the button without scripts stays away.

for (const form of document.querySelectorAll("form[data-send]")) {
  form.addEventListener("change", () => {
    const status = form.querySelector("[data-sending]");
    status.textContent = status.dataset.sending;
    form.requestSubmit();
  });
}
