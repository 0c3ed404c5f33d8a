// Asks the browser for a passkey and sends the form with its answer. The options come from the page, as JSON.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const say = (words) => {
    const place = form.querySelector("[data-passkey-said]");
    place.textContent = words;
    place.hidden = !words;
  };
  form.addEventListener("submit", async (event) => {
    if (form.elements.passkey.value) return;
    event.preventDefault();
    say("");
    if (!window.isSecureContext || !navigator.credentials) {
      say("Passkeys work only over a secure connection (https, or http://localhost on this computer). Use another way.");
      return;
    }
    try {
      const options = JSON.parse(form.dataset.options);
      const answer = await (form.dataset.passkey === "create" ? window.webauthnJSON.create(options) : window.webauthnJSON.get(options));
      form.elements.passkey.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      say(error.name === "InvalidStateError"
        ? "This device already holds a passkey for your account."
        : "No passkey was given. Try again, or use another way.");
    }
  });
}
