// Small things of any page.
//
// [data-focus]                      gets the focus when the page opens (error summary, h1 of a confirmation)
// button[data-copy="text"]          copies the text, or that of the element [data-copy-from="id"];
//   data-copied="Copiado"           is announced and shown for 4 s in its [data-label]
// button[data-password="id"]        shows and hides that password; data-show and data-hide are its two labels
// button[data-print]                prints the page
// [data-dialog="id"]                opens that <dialog>; without scripts its href is a page with the same words
// [data-close]                      closes the dialog around it
// button[data-busy="Creando…"]      of a form that posts: label while waiting; a second press does nothing
// details.pop                       a menu: closes by Esc and by a press outside
// form[data-theme-form]             radios with the values light, dark, system: applied at once and posted
import { each, on, say } from "./dom.js";

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https there is no clipboard object.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "vh";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

export function startSmallThings() {
  each("[data-focus]", (element) => element.focus());

  on("click", "[data-copy], [data-copy-from]", async (button) => {
    const source = document.getElementById(button.dataset.copyFrom);
    await copy(button.dataset.copy || source?.textContent.trim() || "");
    button.focus();
    const { copied } = button.dataset;
    say(copied);
    const label = button.querySelector("[data-label]");
    if (!label || label.dataset.label) return;
    label.dataset.label = label.textContent;
    label.textContent = copied;
    setTimeout(() => {
      label.textContent = label.dataset.label;
      label.dataset.label = "";
    }, 4000);
  });

  on("click", "[data-password]", (button) => {
    const field = document.getElementById(button.dataset.password);
    const show = field.type === "password";
    field.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", show);
    button.textContent = show ? button.dataset.hide : button.dataset.show;
  });

  on("click", "[data-print]", () => print());

  on("click", "[data-dialog]", (opener, event) => {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });
  on("click", "[data-close]", (button, event) => {
    const dialog = button.closest("dialog");
    if (!dialog) return;
    event.preventDefault();
    dialog.close();
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.pop[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  on("keydown", "details.pop[open]", (menu, event) => {
    if (event.key !== "Escape") return;
    event.stopImmediatePropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  on("change", "form[data-theme-form]", (form, event) => {
    const theme = event.target.value;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    // The cookie that the answer sets makes the next page right from its first paint.
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => {});
  });

  startBusyButtons();
}

function startBusyButtons() {
  on("submit", "form", (form, event) => {
    const button = event.submitter;
    for (const field of form.querySelectorAll("[data-password]")) {
      // A password manager saves only what is a password field when the form is sent.
      document.getElementById(field.dataset.password).type = "password";
    }
    if (event.defaultPrevented || !button?.dataset.busy) return;
    if (button.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    button.dataset.idle = button.textContent;
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.busy;
    say(button.dataset.busy);
  });
  // Back brings the page as it was left, with a button that would wait for ever.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll("[data-idle][aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.textContent = button.dataset.idle;
    }
  });
}
