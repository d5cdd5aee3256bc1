/**
 * <tab-set> holding a [role=tablist] of buttons with aria-controls, and their panels. Arrow keys, Home and End move
 * between the tabs; only the chosen one is in the order of Tab. Fires "tab-chosen", with the tab, when a person chose.
 */

export class TabSet extends HTMLElement {
  connectedCallback() {
    this.tabs = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[role=tab]")]);
    this.addEventListener("click", (event) => {
      const tab = event.target instanceof Element ? event.target.closest("[role=tab]") : null;
      if (tab instanceof HTMLElement) this.choose(tab);
    });
    this.addEventListener("keydown", (event) => this.press(event));
    const first = this.tabs.find((tab) => tab.ariaSelected === "true") ?? this.tabs[0];
    if (first) this.select(first);
  }

  /** @param {string} panel id of the panel to show, without a person's doing */
  show(panel) {
    const tab = this.tabs?.find((each) => each.getAttribute("aria-controls") === panel);
    if (tab) this.select(tab);
  }

  /** @param {HTMLElement} tab */
  choose(tab) {
    this.select(tab);
    this.dispatchEvent(new CustomEvent("tab-chosen", { bubbles: true, detail: tab }));
  }

  /** @param {HTMLElement} chosen */
  select(chosen) {
    const shown = panelOf(chosen);
    for (const tab of this.tabs ?? []) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      const panel = panelOf(tab);
      // Tabs may share a panel, as the files of a step share the editor.
      if (panel) panel.hidden = panel !== shown;
    }
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const tabs = this.tabs ?? [];
    const at = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    if (at < 0) return;
    /** @type {Record<string, number | undefined>} */
    const targets = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const next = tabs.at((targets[event.key] ?? NaN) % tabs.length);
    if (targets[event.key] === undefined || !next) return;
    event.preventDefault();
    this.choose(next);
    next.focus();
  }
}

/** @param {HTMLElement} tab */
function panelOf(tab) {
  return document.getElementById(tab.getAttribute("aria-controls") ?? "");
}

customElements.define("tab-set", TabSet);
