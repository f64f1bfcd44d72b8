// What the other modules share. No texts live in scripts: each comes from a data attribute or a <template> of the page.
//
// #estado                 the one polite live region of a page; `say` writes to it
// data-{name}-one         a phrase for the number 1, with {n} for the number
// data-{name}-other       the same phrase for every other number

const language = document.documentElement.lang || "es";
const plural = new Intl.PluralRules(language);
const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** Calls `handler(element, event)` for events of `type` on or inside elements that match, now or later. */
export function on(type, selector, handler) {
  document.addEventListener(type, (event) => {
    const element = event.target.closest?.(selector);
    if (element) handler(element, event);
  });
}

/** Calls `start(element)` once for each element that matches: those here now and those that are swapped in later. */
export function each(selector, start) {
  const seen = new WeakSet();
  const scan = (root) => {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    for (const element of found) {
      if (!seen.has(element)) {
        seen.add(element);
        start(element);
      }
    }
  };
  scan(document);
  document.addEventListener("content", (event) => scan(event.target));
  document.addEventListener("htmx:after:swap", () => scan(document));
}

/** Replaces `{name}` in a text of the page by `values.name`. */
export function fill(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The phrase `data-{name}-one` or `data-{name}-other` of `element`, with `n` filled in. */
export function phrase(element, name, n) {
  const key = (form) => element.getAttribute(`data-${name}-${form}`);
  return fill(key(plural.select(n)) ?? key("other"), { n: decimal.format(n) });
}

/** The size as people read it: `38 KB`, `2,4 MB`. */
export function bytes(size) {
  const [value, unit] = size < 1e6 ? [Math.max(1, Math.round(size / 1e3)), "KB"] : [size / 1e6, "MB"];
  return `${decimal.format(value)}\u00a0${unit}`;
}

/** Announces `text` to screen readers without moving the focus. */
export function say(text) {
  const region = document.getElementById("estado");
  if (!region || !text) return;
  // The same text twice is announced only if the region was empty in between.
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}
