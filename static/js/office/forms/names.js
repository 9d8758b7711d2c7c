// The boxes that stand for selects are named after the selects' own labels, on every form that has them.

const $ = window.django?.jQuery;

/** Names the box that stands for a select after the select's own label; on its own it has no name. */
function name(scope) {
  for (const select of scope.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector(".select2-selection, .select2-search__field");
    const label = select.labels[0];
    if (!box || !label) continue;
    label.id ||= `${select.id}_label`;
    const before = (box.getAttribute("aria-labelledby") ?? "").split(" ").filter((id) => id && id !== label.id);
    box.setAttribute("aria-labelledby", [label.id, ...before].join(" "));
    for (const part of select.nextElementSibling.querySelectorAll(".select2-search__field, .select2-selection__rendered[role]")) {
      part.setAttribute("aria-labelledby", label.id);
    }
  }
}

if ($) {
  $(() => name(document));
  document.addEventListener("formset:added", (event) => name(event.target));
}

// The office keeps the city's time and says so where a time is asked for; Django's note speaks of it even beside a day.
if (window.DateTimeShortcuts) window.DateTimeShortcuts.addTimezoneWarning = () => {};
