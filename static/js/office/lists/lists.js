// On a phone the headings of a list are out of sight: a cell to type into says itself what it holds.
const headings = document.querySelectorAll("#result_list thead th");
for (const field of document.querySelectorAll("#result_list td > :is(input, textarea)[aria-label]")) {
  const cell = field.parentElement;
  cell.dataset.label = headings[cell.cellIndex].textContent.trim();
}
