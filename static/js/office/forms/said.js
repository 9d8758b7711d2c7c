// What a save has answered is said as well as shown: the focus goes to it, beside the buttons where it is repeated.

addEventListener("load", () =>
  setTimeout(() => {
    const list = document.querySelector(".action-told") ?? document.querySelector(".messagelist");
    const isTaken = document.activeElement !== document.body && document.activeElement !== null;
    if (!list || isTaken) return;
    list.tabIndex = -1;
    list.setAttribute("aria-label", [...list.children].map((line) => line.textContent.trim()).join(" "));
    list.focus({ preventScroll: true });
  }),
);
