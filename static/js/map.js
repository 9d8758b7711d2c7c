// The movable map over the drawn one: the same land, marks, shapes, names and links.

const load = (tag, attributes) =>
  new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
    document.head.append(element);
  });

const CELL = 38; // pixels: where marks are many, closer ones become one
const FEW = 40; // fewer marks than this are never grouped
const STEPS = 40; // to a degree, in the drawing of the land
const RADIUS = 11; // pixels that a mark takes
const latitude = (y) => (Math.atan(Math.exp((-y * Math.PI) / 180)) * 360) / Math.PI - 90;

// The drawing's path, whose points are told from the one before, as rings of latitude and longitude.
function rings(path) {
  return path.split("z").filter(Boolean).map((part) => {
    const [x, y, ...moves] = part.match(/-?\d+/g).map(Number);
    const at = { x, y };
    const ring = [[latitude(y / STEPS), x / STEPS]];
    for (let i = 0; i < moves.length; i += 2) {
      at.x += moves[i];
      at.y += moves[i + 1];
      ring.push([latitude(at.y / STEPS), at.x / STEPS]);
    }
    return ring;
  });
}

async function landOf(address) {
  const drawn = new DOMParser().parseFromString(await (await fetch(address)).text(), "image/svg+xml");
  return ["land", "lakes"].map((layer) => rings(drawn.getElementById(layer).getAttribute("d")));
}

function mark(L, point) {
  const shape = point.count
    ? `<circle class="mark mark-many" r="13"/><text class="mark-count" dy="5">${Number(point.count)}</text>`
    : `<use class="mark mark-${point.mark}${point.over}" href="#mark-${point.mark}" transform="scale(3)"/>`;
  const icon = L.divIcon({
    className: "map-mark",
    html: `<svg viewBox="-16 -16 32 32" width="32" height="32" aria-hidden="true">${shape}</svg>`,
    iconSize: [32, 32],
  });
  return L.marker([point.y, point.x], { icon, title: point.label, alt: point.label, keyboard: true });
}

const act = (marker, go) => marker.on("click", go).on("keydown", (event) => event.originalEvent.key === "Enter" && go());

// Each group stands where its first city is, so that no two marks are closer than CELL.
function grouped(view, points) {
  if (points.length < FEW) return points.map((point) => [point]);
  const groups = [];
  for (const point of points) {
    const at = view.project([point.y, point.x]);
    const near = groups.find((group) => group.at.distanceTo(at) < CELL);
    if (near) near.points.push(point);
    else groups.push({ at, points: [point] });
  }
  return groups.map((group) => group.points);
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// Where a name may stand around its mark, the best first: its left upper corner.
const ways = ({ x, y }, width, height) => [
  [x + RADIUS + 2, y - height / 2],
  [x - RADIUS - 2 - width, y - height / 2],
  [x - width / 2, y + RADIUS],
  [x - width / 2, y - RADIUS - height],
  [x + RADIUS / 2, y + RADIUS / 2],
  [x - RADIUS / 2 - width, y + RADIUS / 2],
  [x + RADIUS / 2, y - RADIUS / 2 - height],
  [x - RADIUS / 2 - width, y - RADIUS / 2 - height],
];

// Names that cover neither a mark nor another name, in pixels of the layer.
function placed(view, marks, box) {
  const pen = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(box);
  pen.font = `600 ${style.fontSize} ${style.fontFamily}`;
  pen.letterSpacing = style.letterSpacing;
  const height = parseFloat(style.fontSize) * 1.15;
  const at = marks.map((one) => view.latLngToLayerPoint(one.where));
  const [corner, size] = [view.containerPointToLayerPoint([0, 0]), view.getSize()];
  const seen = { left: corner.x, right: corner.x + size.x, top: corner.y, bottom: corner.y + size.y };
  const within = ({ left, right, top, bottom }) => left >= seen.left && right <= seen.right && top >= seen.top && bottom <= seen.bottom;
  const taken = at.map(({ x, y }) => ({ left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS }));
  return marks.flatMap((one, number) => {
    const width = pen.measureText(one.name).width + 4;
    const isSeen = within(taken[number]);
    for (const [left, top] of one.name ? ways(at[number], width, height) : []) {
      const place = { left, top, right: left + width, bottom: top + height };
      if ((isSeen && !within(place)) || taken.some((other) => meet(place, other))) continue;
      taken.push(place);
      return [{ ...place, name: one.name }];
    }
    return [];
  });
}

export async function show(frame) {
  const words = frame.dataset;
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const [[land, lakes]] = await Promise.all([
    landOf(words.land),
    load("link", { rel: "stylesheet", href: words.leafletCss }),
    load("script", { src: words.leaflet }),
  ]);
  const L = window.L;
  const box = document.createElement("div");
  box.className = "map-live";
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.label);
  frame.append(box);
  frame.classList.add("map-moves"); // the drawings stay for paper
  const view = L.map(box, { attributionControl: false, zoomControl: false, minZoom: 0, maxZoom: 9, zoomSnap: 0.25, scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(view);
  const drawLand = (shapes, className) => {
    for (const turn of [-360, 0, 360]) {
      const moved = shapes.map((ring) => ring.map(([y, x]) => [y, x + turn]));
      L.polygon(moved, { interactive: false, className, smoothFactor: 0.7 }).addTo(view);
    }
  };
  const layer = L.layerGroup().addTo(view);
  let opened = null; // the first city of the group that was opened: the keyboard goes on from there
  const home = data.home ? [{ where: data.home, name: data.name }] : [];
  const drawNames = (marks) => {
    const pane = view.getPane("names");
    pane.replaceChildren(
      ...placed(view, marks, box).map(({ left, top, name }) => {
        const line = Object.assign(document.createElement("span"), { className: "map-name", textContent: name, ariaHidden: "true" });
        line.style.left = `${left + 2}px`;
        line.style.top = `${top}px`;
        return line;
      }),
    );
  };
  let named = [];
  const draw = () => {
    layer.clearLayers();
    named = [...home];
    for (const points of grouped(view, data.marks)) {
      const total = points.reduce((sum, point) => sum + (point.count ?? 1), 0);
      let shown;
      if (points.length === 1) {
        shown = act(mark(L, points[0]), () => location.assign(points[0].url)).addTo(layer);
      } else {
        const group = { ...points[0], count: total, label: `${total}: ${points.map((point) => point.label).join("; ")}` };
        const bounds = points.map((point) => [point.y, point.x]);
        const open = () => {
          opened = points[0];
          view.fitBounds(bounds, { padding: [40, 40], maxZoom: view.getZoom() + 3 });
        };
        shown = act(mark(L, group), open).addTo(layer);
      }
      named.push({ where: [points[0].y, points[0].x], name: points.length === 1 && !points[0].count ? points[0].name : "" });
      if (points.includes(opened)) shown.getElement().focus({ preventScroll: true });
    }
    opened = null;
    const icon = L.divIcon({ className: "map-mark", html: '<svg viewBox="-16 -16 32 32" width="32" height="32"><use class="mark-home" href="#mark-home" transform="scale(3)"/></svg>', iconSize: [32, 32] });
    for (const { where } of home) L.marker(where, { icon, title: data.name, alt: data.name, keyboard: false, interactive: false, zIndexOffset: -1000 }).addTo(layer);
    drawNames(named);
  };
  view.createPane("names").style.zIndex = 590; // below the marks
  view.on("zoomend", draw);
  view.on("viewreset", () => drawNames(named)); // a mark that took the focus from afar keeps it
  view.fitBounds(data.near, { padding: [34, 34], animate: false });
  drawLand(land, "map-land");
  drawLand(lakes, "map-lakes");
  draw();
  const whole = Object.assign(document.createElement("button"), { className: "map-world", type: "button", textContent: words.world });
  whole.addEventListener("click", () => view.fitBounds([...home.map(({ where }) => where), ...data.marks.map((point) => [point.y, point.x])], { padding: [30, 30] }));
  box.append(whole);
}
