// Before the session ends: a warning with one button. Whoever is typing is never asked. All tabs share one clock.
const form = document.querySelector("form[data-session]");
const dialog = document.querySelector("[data-session-warning]");
const said = document.getElementById("timeout-said");
const title = document.getElementById("timeout-title");
const stay = dialog.querySelector("[data-session-stay]");
const again = dialog.querySelector("[data-session-again]");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("righthelp-session") : null;
const WARN = 120;
const whole = Number(form.dataset.left);
const warn = Math.min(WARN, whole / 2);
let ends = Date.now() + whole * 1000;
let last = form.dataset.last === "yes";
const often = Math.min(60, whole / 3) * 1000;
let busy = false;
let contact = Date.now();
let over = false;
let asking = false;

const take = (answer) => {
  ends = Date.now() + answer.left * 1000;
  last = answer.last;
  if (answer.left > warn && dialog.open && !over) dialog.close();
};
const ask = async (method) => {
  if (asking) return;
  asking = true;
  try {
    const body = method === "POST" ? new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }) : undefined;
    const answer = await fetch(form.action, { method, body });
    if (answer.ok) {
      take(await answer.json());
      tabs?.postMessage({ ends, last });
    }
  } catch {
    // The network is away: the clock runs on, and the next tick asks again.
  } finally {
    asking = false;
  }
};
const words = (seconds) => {
  if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
  if (seconds > 20) return `${Math.ceil(seconds / 15) * 15} seconds`;
  return "a few seconds";
};
const say = (text) => { if (said.textContent !== text) said.textContent = text; };
const finished = () => {
  over = true;
  title.textContent = "You have been signed out";
  say("What you typed in a form is kept as a draft. Sign in again to come back to this page.");
  stay.hidden = true;
  again.hidden = false;
  dialog.classList.add("rh-timeout--over");
  if (!dialog.open) dialog.showModal();
  again.focus();
};
const tick = async () => {
  if (over) return;
  let left = (ends - Date.now()) / 1000;
  if (busy && !last && Date.now() - contact > often) {  // at most once a minute while somebody works on the page
    busy = false;
    contact = Date.now();
    await ask("POST");
    return;
  }
  if (left > warn) return;
  if (!dialog.open) {
    await ask("GET");  // another tab may have been at work
    left = (ends - Date.now()) / 1000;
    if (left > warn) return;
  }
  if (left <= 0) {
    finished();
    return;
  }
  stay.hidden = last;
  again.hidden = !last;
  say(last
    ? `You have been signed in for a whole working day. In ${words(left)} you sign in again; what you typed is kept.`
    : `Nothing has happened here for a while. You will be signed out in ${words(left)}. What you typed is kept.`);
  if (!dialog.open) dialog.showModal();
};
for (const event of ["input", "keydown", "pointerdown"]) {
  addEventListener(event, () => { if (!dialog.open) busy = true; }, { passive: true });
}
stay.addEventListener("click", () => ask("POST"));
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (!over && !last) ask("POST");
});
if (tabs) tabs.onmessage = ({ data }) => take({ left: (data.ends - Date.now()) / 1000, last: data.last });
addEventListener("visibilitychange", tick);
setInterval(tick, 1000);
