// Keyboard of the desk.
//
// body[data-keys]                   single-key shortcuts are on; data-keys="off" turns them off (a choice of the agent)
// [data-key="r"]                    pressed or, if it is a field, focused by that key; "g m" is one key after the other,
//                                   "ctrl+k" works everywhere; several: data-key="r|ctrl+enter". The page says which keys, so that they can be changed
// [data-list]                       a list of [data-item], each with one link:
//   data-list-next="j"  data-list-previous="k"  data-list-select="x"
//                                   move the focus (with Shift they also select), tick the checkbox
// [data-checked]                    text for the number of ticked items: data-checked-one, data-checked-other
// form[data-send-key]               Ctrl+Enter (or Cmd+Enter) in one of its fields sends it
// Never while typing; Esc leaves a field, then clears the ticks.
import { on, phrase } from "./dom.js";

const SEQUENCE_MS = 1_200;

let pending = "";
let pendingTimer;

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = keyName(event);
    if (typing(event.target)) {
      keyWhileTyping(event, name);
      return;
    }
    if (event.altKey) return;
    if (name.startsWith("ctrl+")) {
      press(name, event);
      return;
    }
    if (!("keys" in document.body.dataset) || document.body.dataset.keys === "off") return;
    if (name === "escape") {
      clearTicks();
      return;
    }
    if (moveInList(event, name)) return;

    const sequence = pending ? `${pending} ${name}` : name;
    pending = "";
    clearTimeout(pendingTimer);
    if (press(sequence, event) || !document.querySelector(`[data-key^="${CSS.escape(name)} "]`)) return;
    pending = name;
    pendingTimer = setTimeout(() => (pending = ""), SEQUENCE_MS);
  });
  on("change", "[data-list]", countTicks);
}

function keyName(event) {
  const modifier = event.ctrlKey || event.metaKey ? "ctrl+" : "";
  return modifier + event.key.toLowerCase();
}

function typing(target) {
  if (target.isContentEditable || target.matches?.("textarea, select")) return true;
  return target.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit])") ?? false;
}

function keyWhileTyping(event, name) {
  const form = event.target.form;
  if (name === "ctrl+enter" && form && "sendKey" in form.dataset) {
    event.preventDefault();
    form.requestSubmit();
  } else if (name === "escape") event.target.blur();
  else if (name.startsWith("ctrl+")) press(name, event);
}

function press(keys, event) {
  const modal = document.querySelector("dialog[open]");
  for (const element of (modal ?? document).querySelectorAll("[data-key]")) {
    const wanted = element.dataset.key.split("|").includes(keys);
    if (!wanted || element.checkVisibility?.({ visibilityProperty: true }) === false) continue;
    event.preventDefault();
    if (typing(element)) element.focus();
    else element.click();
    return true;
  }
  return false;
}

function moveInList(event, name) {
  for (const list of document.querySelectorAll("[data-list]")) {
    const items = [...list.querySelectorAll("[data-item]")];
    const here = items.findIndex((item) => item.contains(document.activeElement));
    const current = here >= 0 ? here : items.findIndex((item) => item.querySelector("[aria-current]"));
    const { listNext, listPrevious, listSelect } = list.dataset;
    const step = { [listNext]: 1, [listPrevious]: -1 }[name];
    if (step && items.length) {
      event.preventDefault();
      if (event.shiftKey) tick(items[current], true);
      const goal = items[Math.min(Math.max(current + step, 0), items.length - 1)];
      if (event.shiftKey) tick(goal, true);
      goal.querySelector("a[href]").focus();
      return true;
    }
    if (name === listSelect && current >= 0) {
      event.preventDefault();
      tick(items[current]);
      return true;
    }
  }
  return false;
}

function tick(item, on) {
  const box = item?.querySelector("input[type=checkbox]");
  if (!box || box.checked === on) return;
  box.checked = on ?? !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function clearTicks() {
  for (const box of document.querySelectorAll("[data-list] input[type=checkbox]:checked")) {
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function countTicks(list) {
  const n = list.querySelectorAll("[data-item] input[type=checkbox]:checked").length;
  for (const text of document.querySelectorAll("[data-checked-other]")) text.textContent = phrase(text, "checked", n);
}
