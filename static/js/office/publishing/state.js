// The buttons below a form say what they will do, and the preview opens beside the form.
import { chooseWidth } from "./frame.js";

const moment = document.getElementById("id_publish_at");
const publish = document.querySelector("button[name=_publish]");
const save = document.querySelector("button.action-save");
const when = document.querySelector(".action-moment");

function isAhead() {
  // Both are written alike, "2027-03-03T10:00", so they compare as text; sv-SE writes dates that way.
  const now = new Date().toLocaleString("sv-SE", { timeZone: when.dataset.zone });
  return moment.value > now.replace(" ", "T").slice(0, 16);
}

// As the server writes it, but short, so that the buttons stay on one line: 15.01.2027, 9.00; 15 Jan 2027, 9:00.
function inWords(value) {
  const [day, time] = value.split("T");
  const { lang } = document.documentElement;
  const isEnglish = lang === "en";
  const date = new Intl.DateTimeFormat(isEnglish ? "en-GB" : lang, {
    dateStyle: isEnglish ? "medium" : "short",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00Z`));
  const clock = time.replace(/^0/, "");
  return `${date}, ${lang === "ru" ? clock.replace(":", ".") : clock}`;
}

function relabel() {
  if (!publish) {
    when.querySelector("[data-moment]").textContent = moment.value && inWords(moment.value);
    return;
  }
  const ahead = moment.value !== "" && isAhead();
  const { now, schedule } = publish.dataset;
  publish.textContent = ahead ? schedule.replace("%(moment)s", inWords(moment.value)) : now;
  if (save.dataset.schedule) save.textContent = ahead ? save.dataset.schedule : save.dataset.save;
}

if (moment) {
  moment.addEventListener("input", relabel);
  relabel();
}

const panel = document.querySelector("dialog.preview-panel");
if (panel) {
  const frame = panel.querySelector("iframe");
  chooseWidth(panel, frame);
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
  const languages = panel.querySelectorAll("button[name=_preview]");
  for (const button of document.querySelectorAll("button[name=_preview]")) {
    button.addEventListener("click", () => {
      for (const other of languages) other.setAttribute("aria-pressed", String(other.value === button.value));
      if (!panel.open) panel.showModal();
    });
  }
}
