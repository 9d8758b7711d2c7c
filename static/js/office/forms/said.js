// What a save has answered is said as well as shown: the focus goes to it, beside the buttons where it is repeated.

addEventListener("load", () =>
  setTimeout(() => {
    const told = document.querySelector(".messagelist");
    const list = document.querySelector(".action-told") ?? told;
    const isTaken = document.activeElement !== document.body && document.activeElement !== null;
    if (!list || isTaken) return;
    list.tabIndex = -1;
    if (list !== told) list.setAttribute("role", "group"); // without a role nobody reads its name
    list.setAttribute("aria-label", [...told.children].map((line) => line.textContent.trim()).join(" "));
    list.focus({ preventScroll: true });
  }),
);
