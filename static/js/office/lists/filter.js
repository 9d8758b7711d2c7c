// Suggests names while one types into a filter of a list; without this script a whole name is typed.
for (const box of document.querySelectorAll(".typed-filter input[data-url]")) {
  const list = document.getElementById(box.getAttribute("list"));
  let asked = "";
  box.addEventListener("input", async () => {
    const term = box.value.trim();
    if (term.length < 2 || term === asked) return;
    asked = term;
    const query = new URLSearchParams({
      app_label: "partnerships", model_name: box.dataset.model, field_name: box.dataset.field, term,
    });
    const answer = await fetch(`${box.dataset.url}?${query}`);
    if (!answer.ok || term !== asked) return;
    const { results } = await answer.json();
    list.replaceChildren(...results.map((found) => new Option(found.text)));
    if (results.some((found) => found.text === box.value)) box.form.requestSubmit();
  });
}
