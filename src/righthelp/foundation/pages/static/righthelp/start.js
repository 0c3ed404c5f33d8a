// Scripts only add: every page works without them.
// 1. GOV.UK and MOJ components. 2. Drafts: what is typed is kept on the server every few seconds.
const here = document.querySelector('link[href*="govuk-frontend"]').href;
document.body.classList.add("js-enabled", "govuk-frontend-supported");
const govuk = await import(new URL(document.querySelector("meta[name=govuk-script]")?.content ?? "govuk-frontend.min.js", here));
govuk.initAll();

for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector("[data-draft-status]");
  const say = (words) => { if (status) status.textContent = words; };
  let changed = false;
  let waiting = 0;
  const fields = () => {
    const data = new FormData(form);
    data.set("draft_path", form.dataset.draftPath);
    return new URLSearchParams(data);
  };
  const keep = async () => {
    if (!changed) return;
    changed = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: fields(), redirect: "manual" });
      if (answer.status === 401 || answer.type === "opaqueredirect") {
        changed = true;
        say("You have been signed out. What you typed is still here: send it, sign in, and you come back to it.");
      } else {
        say((await answer.json()).say);
      }
    } catch {
      changed = true;
      say("The server cannot be reached. What you typed is still on this page; we keep trying to save it.");
      waiting = setTimeout(keep, 10000);
    }
  };
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 3000);
  });
  form.addEventListener("submit", () => { changed = false; clearTimeout(waiting); });
  addEventListener("pagehide", () => { if (changed) navigator.sendBeacon(form.dataset.draft, fields()); });
}
