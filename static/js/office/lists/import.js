// Sends a table in the background and shows how far it is; without this script the page simply loads for longer.
const room = document.querySelector(".exchange");
const result = room.querySelector(".exchange-result");
const progress = room.querySelector(".exchange-progress");

function show(step) {
  if (step.html !== undefined) {
    progress.hidden = true;
    result.innerHTML = step.html;
    result.focus();
    result.scrollIntoView({ block: "start" });
    return;
  }
  progress.hidden = false;
  progress.firstElementChild.max = step.total;
  progress.firstElementChild.value = step.done;
  progress.lastElementChild.textContent = room.dataset.working
    .replace("{done}", step.done)
    .replace("{total}", step.total);
}

async function send(form) {
  const buttons = room.querySelectorAll("button");
  buttons.forEach((button) => { button.disabled = true; });
  try {
    const body = new FormData(form);
    result.replaceChildren();
    show({ done: 0, total: 1 });
    progress.lastElementChild.textContent = "";
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/x-ndjson" } });
    if (!answer.ok) throw new Error(answer.status);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let ended = false;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const lines = (rest + piece.value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        const step = JSON.parse(line);
        ended = step.html !== undefined;
        show(step);
      }
    }
    if (!ended) throw new Error("cut off");
  } catch {
    progress.hidden = true;
    const note = document.createElement("p");
    note.className = "errornote";
    note.textContent = room.dataset.failed;
    result.replaceChildren(note);
    result.focus();
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

room.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target);
});
