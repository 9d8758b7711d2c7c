// The guests' page keeps itself on the phone, says so, and tells when it is shown without a network.

const told = document.querySelector("#kept");

function say() {
  told.textContent = navigator.onLine ? told.dataset.kept : told.dataset.offline;
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(told.dataset.worker);
  navigator.serviceWorker.ready.then(say);
  addEventListener("online", say);
  addEventListener("offline", say);
}
