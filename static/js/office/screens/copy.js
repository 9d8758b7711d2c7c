// A button beside each text copies it; without this script the text is selected and copied by hand.
const room = document.querySelector(".handout");

for (const text of room.querySelectorAll("textarea")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = room.dataset.copy;
  text.labels[0].id = `${text.id}-label`;
  button.setAttribute("aria-describedby", text.labels[0].id);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy");
    }
    said.textContent = room.dataset.copied;
    setTimeout(() => { said.textContent = ""; }, 3000);
  });
  text.after(button, said);
}
