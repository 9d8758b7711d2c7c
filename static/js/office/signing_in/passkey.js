// Passkeys: the browser is asked the question of the server, and its answer is sent as an ordinary form.
const form = document.querySelector("form.passkey");
const note = form?.querySelector("[role=alert]");
const isNew = form?.hasAttribute("data-new");

const ask = async () => {
  const question = JSON.parse(form.dataset.question);
  if (isNew) return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) });
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
};

if (form && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    note.hidden = true;
    try {
      const answer = await ask();
      form.elements[isNew ? "answer" : "passkey"].value = JSON.stringify(answer);
      form.submit();
    } catch {
      note.textContent = form.dataset.failed;
      note.hidden = false;
    }
  });
}
