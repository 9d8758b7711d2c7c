// The day of a delegation on a phone: photos go up as soon as they are chosen; what is pressed without a connection
// waits on the page and goes by itself once there is one.

const told = document.querySelector(".today-told");
const held = []; // forms that wait, each with the button that was pressed

let going = false;

function wait(form, button) {
  const known = held.find((other) => other.form === form);
  if (known) known.button = button;
  else held.push({ form, button });
  told.textContent = told.dataset.offline.replace("{1}", held.length);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest(".today")) return;
  if (!navigator.onLine) {
    event.preventDefault();
    wait(form, event.submitter);
  } else if (going) {
    event.preventDefault(); // the second half of a double tap
  } else {
    going = true;
    told.textContent = told.dataset.sending;
  }
});

/** Sends what waited: the page goes with the last of it, and shows what became of all. */
async function release() {
  const jobs = held.splice(0);
  const last = jobs.pop();
  if (!last) return;
  told.textContent = told.dataset.sending;
  for (const { form, button } of jobs) {
    try {
      await fetch(form.action, { method: "POST", body: new FormData(form, button), redirect: "manual" });
    } catch {
      for (const job of [...jobs.slice(jobs.findIndex((one) => one.form === form)), last]) wait(job.form, job.button);
      return;
    }
  }
  last.form.requestSubmit(last.button);
}

addEventListener("online", release);
addEventListener("beforeunload", (event) => {
  if (held.length && !going) event.preventDefault();
});
addEventListener("pageshow", () => {
  going = false;
});

for (const form of document.querySelectorAll("form[data-send]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
