// Keeps the files of the page, so that it works without a network. BUILD is the name of this state of the files.
const BUILD = "BUILD";
const FIRST = ["./", "FILES"];

addEventListener("install", (event) => {
  const fill = async () => {
    const kept = await caches.open(BUILD);
    await kept.addAll(FIRST);
  };
  event.waitUntil(fill());
});

addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== BUILD).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clean());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const answer = async () => {
    const kept = await caches.open(BUILD);
    const known = await kept.match(request, { ignoreSearch: true });
    if (known) return known;
    const fresh = await fetch(request);
    if (fresh.ok) await kept.put(request, fresh.clone());
    return fresh;
  };
  event.respondWith(answer());
});
