// Comforts on top of pages that work without any script: sharing, the lightbox's keys, the movable map.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.lastElementChild.textContent = button.dataset.done;
  });
}
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => navigator.share({ title: document.title, url: location.href }).catch(() => {}));
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Whoever works in the office of this browser goes from a page to its form; the office left the words and the way.
const heading = document.querySelector("[data-form] h1");
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem("office-edit"));
  } catch {
    return null; // a browser that keeps nothing, or what another program has put there
  }
};
const office = heading && kept();
// The office shows pages as well, before they are saved and before they are approved: there the form is at hand.
if (office && !location.pathname.startsWith(office.url.replace(/[^/]+\/$/, ""))) {
  const link = document.createElement("a");
  link.className = "to-form";
  link.href = `${office.url}?page=${encodeURIComponent(location.pathname)}`;
  link.textContent = office.label;
  if (office.lang !== document.documentElement.lang) link.lang = office.lang;
  heading.after(link);
}

const openPicture = () => (location.hash.startsWith("#photo-") ? document.querySelector(location.hash) : null);
const follow = (link) => link && location.replace(link.href);

addEventListener("keydown", (event) => {
  const picture = openPicture();
  if (!picture) return;
  const links = { Escape: ".lightbox-close", ArrowLeft: "[rel=prev]", ArrowRight: "[rel=next]" };
  const link = picture.querySelector(links[event.key] ?? "nothing");
  if (link) {
    event.preventDefault();
    follow(link);
  } else if (event.key === "Tab") {
    const stops = [...picture.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    stops.at(at % stops.length).focus();
  }
});
addEventListener("hashchange", (event) => {
  const picture = openPicture();
  if (picture) picture.querySelector(".lightbox-close").focus();
  else if (event.oldURL.includes("#photo-")) document.querySelector(location.hash || "nothing")?.focus();
});

document.querySelector(".error-summary")?.focus();

document.querySelector("#search-panel")?.addEventListener("toggle", (event) => {
  if (event.newState === "open") event.target.querySelector("input").focus();
});

const map = document.querySelector("[data-map]");
if (map) {
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    import(map.dataset.script).then((module) => module.show(map));
  }).observe(map);
}

for (const line of document.querySelectorAll("[data-suggest]")) {
  const input = line.querySelector("input");
  const ready = () => import(line.dataset.script).then((module) => module.suggest(line));
  input.addEventListener("focus", ready, { once: true });
  if (document.activeElement === input) ready();
}
