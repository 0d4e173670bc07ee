/* The values by which a list is narrowed down: how many are left of each, and what is chosen. */
(function () {
  "use strict";

  const { make, makeButton } = self.measurebook;

  const SHOWN_VALUES = 10;

  /**
   * @typedef {{number: number, slug: string, values: Object<string, string[]>}} Item
   *   Something of a list with its values in each facet; `number` is its place in the search's
   *   records, -1 before those are loaded.
   */

  /**
   * Keep what has one of the chosen values in every facet, and count the values: in each facet, of
   * what all other facets leave.
   * @param {Item[]} items
   * @param {Map<string, Set<string>>} chosen
   */
  function narrow(items, chosen) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    const kept = items.filter((item) => {
      const missed = Array.from(chosen).filter(
        ([facet, values]) => !(item.values[facet] || []).some((value) => values.has(value))
      );
      if (missed.length > 1) return false;
      for (const facet of Object.keys(item.values)) {
        if (!missed.length || missed[0][0] === facet) countValues(counts, facet, item);
      }
      return !missed.length;
    });
    return { kept, counts };
  }

  /**
   * @param {Map<string, number>} counts
   * @param {string} facet
   * @param {Item} item
   */
  function countValues(counts, facet, item) {
    for (const value of item.values[facet]) {
      const key = facet + "=" + value;
      counts.set(key, (counts.get(key) || 0) + 1);
    }
  }

  /** The values one can choose. */
  class Facets {
    /**
     * @param {Element} root
     * @param {Words} words
     */
    constructor(root, words) {
      this.fold = /** @type {HTMLDetailsElement} */ (root.querySelector(".facets-all"));
      this.groups = Array.from(root.querySelectorAll("[data-facet]"));
      this.inputs = /** @type {HTMLInputElement[]} */ (
        Array.from(root.querySelectorAll("[data-facet] input"))
      );
      this.words = words;
      this.counts = this.readCounts();
      this.names = this.groups.map((group) => group.getAttribute("data-facet") || "");
      /** @type {Map<Element, HTMLElement>} the buttons of groups that are not shown whole */
      this.more = new Map();
      this.groups.forEach((group) => this.shorten(group));
      this.show(this.counts);
      this.open();
    }

    /** Read the counts that the page came with. */
    readCounts() {
      const counts = new Map();
      for (const input of this.inputs) {
        const shown = input.closest("li")?.querySelector(".facet__count");
        const count = Number((shown?.textContent || "").replace(/\D/g, ""));
        counts.set(input.name + "=" + input.value, count);
      }
      return counts;
    }

    /** Open the facets where there is room; until now the style sheet did as if they were. */
    open() {
      const wide = matchMedia("(min-width: 62rem)");
      const adapt = () => {
        this.fold.open = wide.matches;
      };
      adapt();
      this.fold.removeAttribute("data-waiting");
      wide.addEventListener("change", adapt);
    }

    /**
     * Fold a long list of values behind a button.
     * @param {Element} group
     */
    shorten(group) {
      const rows = Array.from(group.querySelectorAll("li"));
      if (rows.length <= SHOWN_VALUES + 1) return;
      const text = this.words.say("facet_all", { count: String(rows.length) });
      const button = makeButton("facets__more", [text], () => {
        this.more.delete(group);
        button.remove();
        this.show(this.counts);
        const next = group.querySelectorAll("li:not([hidden]) input")[SHOWN_VALUES];
        if (next instanceof HTMLElement) next.focus();
      });
      this.more.set(group, button);
      group.append(button);
    }

    /** @returns {Map<string, Set<string>>} */
    read() {
      const chosen = new Map();
      for (const input of this.inputs.filter(({ checked }) => checked)) {
        if (!chosen.has(input.name)) chosen.set(input.name, new Set());
        chosen.get(input.name).add(input.value);
      }
      return chosen;
    }

    /** @param {Map<string, Set<string>>} chosen */
    write(chosen) {
      for (const input of this.inputs) {
        const values = chosen.get(input.name);
        input.checked = Boolean(values && values.has(input.value));
        const group = input.closest("details");
        if (input.checked && group) group.open = true;
      }
    }

    /**
     * Show how many are left of each value; a value that is left with nothing goes away.
     * @param {Map<string, number>} counts
     */
    show(counts) {
      this.counts = counts;
      this.groups.forEach((group) => this.showGroup(group));
    }

    /** @param {Element} group */
    showGroup(group) {
      const more = this.more.get(group);
      let room = more ? SHOWN_VALUES : Infinity;
      let left = 0;
      for (const input of group.querySelectorAll("input")) {
        const count = this.counts.get(input.name + "=" + input.value) || 0;
        const row = /** @type {HTMLElement} */ (input.closest("li"));
        const shown = row.querySelector(".facet__count");
        if (shown) shown.textContent = this.words.number(count);
        const isShown = input.checked || (count > 0 && room > 0);
        if (isShown) room -= 1;
        else if (count) left += 1;
        row.hidden = !isShown;
      }
      if (more) more.hidden = !left;
      /** @type {HTMLElement} */ (group).hidden = !group.querySelector("li:not([hidden])");
    }

    /**
     * Name a chosen value as the page does.
     * @param {HTMLInputElement} input
     */
    nameOf(input) {
      const group = input.closest("[data-facet]");
      const head = group && group.querySelector("summary");
      const word = input.closest("label")?.querySelector(".facet__word");
      const parts = [head, word].map((part) => (part ? (part.textContent || "").trim() : ""));
      return parts.join(": ");
    }
  }

  /** What is chosen, one button for each value that takes it back, and one for all. */
  class Chosen {
    /**
     * @param {HTMLElement} place
     * @param {Element | null} icon
     * @param {Words} words
     */
    constructor(place, icon, words) {
      this.place = place;
      this.icon = icon;
      this.words = words;
    }

    /**
     * @param {Facets} facets
     * @param {(input: HTMLInputElement | null) => Promise<void>} takeBack null for everything
     */
    show(facets, takeBack) {
      const inputs = facets.inputs.filter((input) => input.checked);
      const buttons = inputs.map((input) =>
        this.makeButton(this.name(facets.nameOf(input)), () => takeBack(input))
      );
      if (buttons.length) {
        buttons.push(this.makeButton([this.words.say("search_clear")], () => takeBack(null)));
      }
      this.place.replaceChildren(...buttons);
      this.place.hidden = !buttons.length;
    }

    /** @param {string} name */
    name(name) {
      const remove = make("span", "visually-hidden", " " + this.words.say("facet_remove"));
      return [name, ...(this.icon ? [this.icon.cloneNode(true)] : []), remove];
    }

    /**
     * @param {(string | Node)[]} content
     * @param {() => Promise<void>} act
     */
    makeButton(content, act) {
      const button = makeButton("", content, async () => {
        const place = Array.from(this.place.children).indexOf(button);
        await act();
        const next = this.place.children[place] || this.place.lastElementChild;
        if (next instanceof HTMLElement) next.focus();
      });
      return button;
    }
  }

  self.measurebook = Object.assign(self.measurebook, { narrow, Facets, Chosen });
})();
