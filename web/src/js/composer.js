// The composer: reply, internal note, proposed solution.
//
// .cmp[data-composer]               holds links a[data-tab="id of its panel"] in [data-tabs]; the link's own address shows the
//                                   same panel without scripts (then it has aria-current)
//   data-look="cmp--note"           of a tab: class that the composer carries while it is chosen
// Text never moves from one panel to another: what was meant for colleagues must not end in a reply.
import { each } from "./dom.js";

const LOOKS = ["cmp--note", "cmp--sol"];

export function startComposer() {
  each("[data-composer]", (composer) => {
    const bar = composer.querySelector("[data-tabs]");
    const tabs = [...bar.querySelectorAll("[data-tab]")];
    const panel = (tab) => document.getElementById(tab.dataset.tab);

    const choose = (chosen, into) => {
      for (const tab of tabs) {
        const is = tab === chosen;
        tab.setAttribute("aria-selected", is);
        tab.tabIndex = is ? 0 : -1;
        panel(tab).hidden = !is;
      }
      for (const look of LOOKS) composer.classList.toggle(look, chosen.dataset.look === look);
      (into ? panel(chosen).querySelector("textarea") : chosen)?.focus();
    };

    bar.setAttribute("role", "tablist");
    for (const tab of tabs) {
      tab.id ||= `${tab.dataset.tab}-tab`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", tab.dataset.tab);
      const current = tab.hasAttribute("aria-current");
      tab.removeAttribute("aria-current");
      tab.setAttribute("aria-selected", current);
      tab.tabIndex = current ? 0 : -1;
      panel(tab).setAttribute("role", "tabpanel");
      panel(tab).setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        choose(tab, true);
      });
    }
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = tabs.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      choose(tabs[(at + step + tabs.length) % tabs.length], false);
    });
  });
}
