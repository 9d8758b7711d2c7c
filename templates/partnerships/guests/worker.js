const { kept: PAGES, until: UNTIL } = {{ told|safe }};
const NAME = `guests ${self.registration.scope}`;

let isOver = false; // from then on nothing is kept, not even what the page that says so is made of

async function end() {
  isOver = true;
  await caches.delete(NAME);
  await self.registration.unregister();
}

async function answer(request) {
  if (isOver) return fetch(request);
  const kept = await caches.open(NAME);
  const isPage = request.mode === "navigate";
  try {
    const fresh = await fetch(request);
    if (isPage && [404, 410].includes(fresh.status)) await end();
    else if (fresh.ok) await kept.put(request, fresh.clone());
    return fresh;
  } catch {
    if (Date.now() >= UNTIL) {
      await end();
      return Response.error();
    }
    const found = await kept.match(request, { ignoreSearch: true, ignoreVary: true });
    return found ?? Response.error();
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(PAGES)));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});
