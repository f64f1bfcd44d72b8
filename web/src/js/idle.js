// Warns before the server ends an idle look-up session.
//
// dialog[data-idle]                 "¿Sigue ahí?"; a button [data-idle-stay] in it goes on
//   data-idle-warn="1500"           seconds after the last request at which it opens
//   data-idle-end="1800"            seconds after which the session is over
//   data-idle-ping="/…"             POST that counts as a request; answered 2xx while the session lives
//   data-idle-leave="/…"            where to go when it is over
//
// Tabs of the same session tell each other about their requests.
import { each } from "./dom.js";

const LOOK_EVERY_MS = 15_000;

export function startIdleWarning() {
  each("dialog[data-idle]", watch);
}

function watch(dialog) {
  const { idleWarn, idleEnd, idlePing, idleLeave } = dialog.dataset;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
  let lastRequest = Date.now();
  let active = false;

  const heard = () => {
    lastRequest = Date.now();
    active = false;
    if (dialog.open) dialog.close();
  };
  const leave = () => location.assign(idleLeave);
  const stay = async () => {
    const answer = await fetch(idlePing, { method: "POST" }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      heard();
      others?.postMessage("request");
    } else if (answer) leave();
  };
  const look = () => {
    const idle = (Date.now() - lastRequest) / 1000;
    if (idle >= idleEnd) leave();
    // Someone who has been typing is there: the server is told, nobody is asked.
    else if (idle >= idleWarn && active) stay();
    else if (idle >= idleWarn && !dialog.open) dialog.showModal();
  };

  for (const type of ["keydown", "pointerdown"]) {
    addEventListener(type, () => (active = !dialog.open), { passive: true });
  }
  dialog.querySelector("[data-idle-stay]")?.addEventListener("click", (event) => {
    event.preventDefault();
    stay();
  });
  // Esc says as much as the button.
  dialog.addEventListener("cancel", () => stay());
  others?.addEventListener("message", heard);
  others?.postMessage("request");
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  setInterval(look, LOOK_EVERY_MS);
}
