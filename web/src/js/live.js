// News from the server while a page is open. Loaded after portal.js or desk.js, where a page has something live.
//
// [data-live="/casos/…/eventos"]    where to listen (server-sent events); one per page
//   data-live-page="/casos/…"       the page's own address, where it may also be the answer to a form that was refused
//   data-live-event="cambio"        the event to wait for (this is the default)
//   data-live-list="id"             list whose new items (by their id) wait behind the bar below; shown at its end
//   data-live-offer                 instead: the bar counts new and changed items (id and data-version) and, when pressed,
//                                   reloads the list
//   data-live-new-one, -other       "Hay {n} mensajes nuevos. Mostrarlos"
// [data-live-bar]                   hidden block with a button [data-live-show] for that text
// [data-live-part][id]              replaced as a whole on each change, unless someone is using a field in it
// [data-poll="3"]                   instead of events: while it is there, the parts are fetched again every so many seconds
// [data-live-stale]                 hidden "Actualizar" link, shown when the connection is lost for good
//
// The page is fetched again with the header HX-Request, so that the server may answer with the parts alone.
// EventSource and not the extension of htmx: these pages need no more than this file, and stay within their script budget.
import { each, phrase, say } from "./dom.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

class Live {
  constructor(root) {
    this.root = root;
    this.list = document.getElementById(root.dataset.liveList);
    this.bar = document.querySelector("[data-live-bar]");
    this.button = this.bar?.querySelector("[data-live-show]");
    this.news = [];
    this.wait = FIRST_WAIT_MS;
    this.missed = false;

    this.button?.addEventListener("click", () => this.show());
    // Browsers allow few connections to one server: a tab in the background gives its own back.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    if (!document.hidden) this.open();
  }

  open() {
    if (this.source) return;
    clearTimeout(this.timer);
    const source = new EventSource(this.root.dataset.live);
    this.source = source;
    source.addEventListener(this.root.dataset.liveEvent || "cambio", () => this.changed());
    source.addEventListener("open", () => {
      this.wait = FIRST_WAIT_MS;
      if (this.missed) this.changed();
      this.missed = false;
    });
    source.addEventListener("error", () => {
      this.missed = true;
      // The browser tries again by itself unless the server refused.
      if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
      this.source = null;
      this.timer = setTimeout(() => this.open(), this.wait * (0.7 + 0.6 * Math.random()));
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    });
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.missed = true;
  }

  /** Fetches the page once for any number of events that come in while it is on its way. */
  async changed() {
    this.again = Boolean(this.fetching);
    if (this.fetching) return;
    this.fetching = true;
    const page = await this.fetchPage();
    this.fetching = false;
    if (page) this.compare(page);
    if (this.again) this.changed();
  }

  compare(page) {
    replaceParts(page);
    const fresh = this.list && page.getElementById(this.list.id);
    if (!fresh) return;
    const here = new Set([...this.list.children].map(version));
    const changed = [...fresh.children].filter((item) => item.id && !here.has(version(item)));
    this.news = "liveOffer" in this.root.dataset ? changed : changed.filter((item) => !document.getElementById(item.id));
    if (this.news.length) this.offer(this.news.length);
  }

  async fetchPage() {
    const answer = await fetch(this.root.dataset.livePage ?? location.href, { cache: "no-cache", headers: { "HX-Request": "true", Accept: "text/html" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) return new DOMParser().parseFromString(await answer.text(), "text/html");
    // Signed out, or the case is gone: listening on would tell nothing.
    if (answer && answer.status < 500) {
      this.close();
      const link = document.querySelector("[data-live-stale]");
      if (link) link.hidden = false;
    }
    return null;
  }

  offer(n) {
    if (!this.bar || !this.button) return;
    const text = phrase(this.root, "live-new", n);
    this.bar.hidden = false;
    if (this.button.textContent === text) return;
    this.button.textContent = text;
    say(text);
  }

  async show() {
    const [first] = this.news;
    if ("liveOffer" in this.root.dataset) await this.reloadList();
    else this.list.append(...this.news);
    this.news = [];
    this.bar.hidden = true;
    const goal = document.getElementById(first?.id) ?? this.list;
    goal.tabIndex = -1;
    goal.focus();
    goal.dispatchEvent(new CustomEvent("content", { bubbles: true }));
  }

  async reloadList() {
    const fresh = (await this.fetchPage())?.getElementById(this.list.id);
    if (fresh) this.list.replaceChildren(...fresh.childNodes);
  }
}

/** Puts the fresh parts of a page in the place of those that are shown. */
function replaceParts(page) {
  for (const part of document.querySelectorAll("[data-live-part][id]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.outerHTML === part.outerHTML || inUse(part)) continue;
    part.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("content", { bubbles: true }));
  }
}

/** Fetches the page again and again, as long as something on it asks for that; not in a tab in the background. */
function poll() {
  const root = document.querySelector("[data-poll]");
  if (!root) return;
  setTimeout(async () => {
    const answer = document.hidden ? null : await fetch(location.href, { cache: "no-cache", headers: { Accept: "text/html" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) replaceParts(new DOMParser().parseFromString(await answer.text(), "text/html"));
    poll();
  }, 1000 * root.dataset.poll);
}

/** What tells an item, and its state, from others. */
function version(item) {
  return `${item.id} ${item.dataset.version ?? ""}`;
}

/** Whether the focus is inside `part`, or something in it was typed or chosen since the page was loaded. */
function inUse(part) {
  if (part.contains(document.activeElement) || part.querySelector("dialog[open], details[open]")) return true;
  return [...part.querySelectorAll("input, textarea, select")].some((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.type !== "hidden" && field.value !== (field.defaultValue ?? "");
  });
}

each("[data-live]", (root) => new Live(root));
poll();
