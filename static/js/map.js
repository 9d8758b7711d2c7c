// The movable map over the drawn one: the same marks, shapes and links, grouped where they would overlap.

const load = (tag, attributes) =>
  new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
    document.head.append(element);
  });

const CELL = 38; // pixels: closer marks become one

function mark(L, point) {
  const shape = point.count
    ? `<circle class="mark mark-many" r="13"/><text class="mark-count" dy="5">${Number(point.count)}</text>`
    : `<use class="mark mark-${point.mark}${point.over}" href="#mark-${point.mark}-large" transform="scale(3)"/>`;
  const icon = L.divIcon({
    className: "map-mark",
    html: `<svg viewBox="-16 -16 32 32" width="32" height="32" aria-hidden="true">${shape}</svg>`,
    iconSize: [32, 32],
  });
  return L.marker([-point.y, point.x], { icon, title: point.label, alt: point.label, keyboard: true });
}

const act = (marker, go) => marker.on("click", go).on("keydown", (event) => event.originalEvent.key === "Enter" && go());

// Each group stands where its first city is, so that no two marks are closer than CELL.
function grouped(view, points) {
  const groups = [];
  for (const point of points) {
    const at = view.project([-point.y, point.x]);
    const near = groups.find((group) => group.at.distanceTo(at) < CELL);
    if (near) near.points.push(point);
    else groups.push({ at, points: [point] });
  }
  return groups.map((group) => group.points);
}

export async function show(frame) {
  const words = frame.dataset;
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const [land] = await Promise.all([
    fetch(words.land).then((answer) => answer.json()),
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
  const view = L.map(box, { attributionControl: false, zoomControl: false, minZoom: 0, maxZoom: 8, zoomSnap: 0.25, scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(view);
  for (const turn of [-360, 0, 360]) {
    const coordinates = land.coordinates.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x + turn, y])));
    L.geoJSON({ type: "MultiPolygon", coordinates }, { interactive: false, style: { className: "map-land" } }).addTo(view);
  }
  const layer = L.layerGroup().addTo(view);
  let opened = null; // the first city of the group that was opened: the keyboard goes on from there
  const draw = () => {
    layer.clearLayers();
    for (const points of grouped(view, data.marks)) {
      const total = points.reduce((sum, point) => sum + (point.count ?? 1), 0);
      let shown;
      if (points.length === 1) {
        shown = act(mark(L, points[0]), () => location.assign(points[0].url)).addTo(layer);
      } else {
        const group = { ...points[0], count: total, label: `${total}: ${points.map((point) => point.label).join("; ")}` };
        const bounds = points.map((point) => [-point.y, point.x]);
        const open = () => {
          opened = points[0];
          view.fitBounds(bounds, { padding: [40, 40], maxZoom: view.getZoom() + 3 });
        };
        shown = act(mark(L, group), open).addTo(layer);
      }
      if (points.includes(opened)) shown.getElement().focus({ preventScroll: true });
    }
    opened = null;
    const icon = L.divIcon({ className: "map-mark", html: '<svg viewBox="-16 -16 32 32" width="32" height="32"><use class="mark-home" href="#mark-home-large" transform="scale(3)"/></svg>', iconSize: [32, 32] });
    L.marker(data.home, { icon, title: data.name, alt: data.name, keyboard: false, interactive: false, zIndexOffset: -1000 }).addTo(layer);
  };
  view.on("zoomend", draw);
  const points = [data.home, ...data.marks.map((point) => [-point.y, point.x])];
  view.fitBounds(points, { padding: [30, 30], animate: false });
  draw();
}
