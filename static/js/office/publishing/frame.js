// The width of a previewed page: as on a computer or as on a phone.
export function chooseWidth(tools, frame) {
  const buttons = tools.querySelectorAll("[data-width]");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      frame.classList.toggle("preview-phone", button.dataset.width === "phone");
    });
  }
}
