/* Results as rows with the passages that match: rows of the page where it has them, else new ones. */
(function () {
  "use strict";

  const { loadTexts, chooseSnippet, markText, make, makeName } = self.measurebook;

  /**
   * @typedef {{number: number, slug: string, values: Object<string, string[]>}} Item
   *   as in facets.js
   */

  /** The rows of the page and of what was found. */
  class Results {
    /** @param {Element} root */
    constructor(root) {
      this.up = root.getAttribute("data-up") || "";
      this.found = /** @type {HTMLElement} */ (root.querySelector("[data-found]"));
      this.list = /** @type {HTMLElement} */ (root.querySelector("[data-results]"));
      this.others = /** @type {HTMLElement[]} */ (
        Array.from(root.querySelectorAll("[data-without-search]"))
      );
      /** @type {Map<string, HTMLElement>} */
      this.rows = new Map();
      for (const row of root.querySelectorAll("li[data-measure]")) {
        const slug = row.getAttribute("data-measure") || "";
        this.rows.set(slug, /** @type {HTMLElement} */ (row));
      }
      const groups = new Set(Array.from(this.rows.values(), (row) => row.closest("section")));
      this.groups = /** @type {HTMLElement[]} */ (Array.from(groups).filter(Boolean));
      /** @type {Map<HTMLElement, Comment>} where the rows belong that stand in the results */
      this.places = new Map();
    }

    /** Put the rows of the page back to where they belong. */
    bringBack() {
      for (const [row, place] of this.places) {
        clearSnippet(row);
        place.replaceWith(row);
      }
      this.places.clear();
    }

    /**
     * Show the rows of the page that are kept, in their groups.
     * @param {Item[]} kept
     */
    showGroups(kept) {
      this.bringBack();
      const slugs = new Set(kept.map((item) => item.slug));
      const filled = new Set();
      for (const [slug, row] of this.rows) {
        const isShown = slugs.has(slug);
        if (row.hidden === isShown) row.hidden = !isShown;
        if (isShown) filled.add(row.closest("section"));
      }
      this.groups.forEach((group) => {
        group.hidden = !filled.has(group);
      });
      this.toggle(false, slugs.size < this.rows.size);
    }

    /**
     * Show the rows of the page in the order of what was found.
     * @param {Item[]} kept
     * @param {number} count
     */
    showRanked(kept, count) {
      this.bringBack();
      for (const item of kept.slice(0, count)) {
        const row = /** @type {HTMLElement} */ (this.rows.get(item.slug));
        const place = document.createComment("");
        row.replaceWith(place);
        this.places.set(row, place);
        row.hidden = false;
      }
      this.list.replaceChildren(...this.places.keys());
      this.groups.forEach((group) => {
        group.hidden = true;
      });
      this.toggle(kept.length > 0, true);
    }

    /**
     * Make rows for what was found; where nothing was, the ways on stay.
     * @param {Item[]} kept
     * @param {number} count
     * @param {any} search
     * @param {boolean} isAsked
     */
    showMade(kept, count, search, isAsked) {
      const rows = kept.slice(0, count).map((item) => this.makeRow(item, search));
      this.list.replaceChildren(...rows);
      this.toggle(kept.length > 0, isAsked && kept.length > 0);
    }

    /**
     * @param {boolean} isFound
     * @param {boolean} isSearched
     */
    toggle(isFound, isSearched) {
      this.found.hidden = !isFound;
      this.others.forEach((other) => {
        other.hidden = isSearched;
      });
    }

    /**
     * @param {Item} item
     * @param {any} search
     */
    makeRow(item, search) {
      const record = search.records[item.number];
      const [kind, slug, fragment, title, below, language] = record;
      const link = make("a", "", title);
      link.setAttribute("href", this.up + addressOf(search, kind, slug, fragment));
      if (language) link.setAttribute("lang", language);
      const about = [search.words.kinds[kind], ...below]
        .map(makeName)
        .flatMap((name, place) => (place ? [search.words.separator, name] : [name]));
      const body = make(
        "div",
        "",
        make("h3", "measure-item__title", link),
        make("p", "measure-item__meta", ...about)
      );
      const row = make("li", "measure-item measure-item--plain", body);
      if (search.isMeasure(record)) row.setAttribute("data-measure", slug);
      row.setAttribute("data-number", String(item.number));
      return row;
    }

    /**
     * Make the matching passages, with links to their places; where only the title matches, that.
     * @param {Item[]} kept
     * @param {any} found
     * @param {any} search
     */
    async explain(kept, found, search) {
      const numbers = kept.map((item) => item.number);
      const texts = await loadTexts(numbers, search.chunk);
      const hits = new Map(found.hits.map((hit) => [hit.number, hit]));
      const forms = Array.from(found.forms, (form) => [form, form]);
      const nameOf = (/** @type {number} */ number) => search.records[number][3];
      return kept.map((item) => {
        const words = new Map([...forms, ...hits.get(item.number).words]);
        const parts = texts.get(item.number).parts;
        const snippet = chooseSnippet(nameOf(item.number), parts, words, found.named, nameOf);
        return snippet ? this.makeSnippet(item, snippet, search) : null;
      });
    }

    /**
     * @param {Item} item
     * @param {any} snippet
     * @param {any} search
     */
    makeSnippet(item, snippet, search) {
      const [kind, slug, , , , language] = search.records[item.number];
      const label = make("a", "", search.words.sections[snippet.section]);
      const fragment = snippet.fragment;
      label.setAttribute("href", this.up + addressOf(search, kind, slug, fragment));
      const text = make("span", "", ...markText(snippet));
      if (language && !snippet.isOurs) text.lang = language;
      return make(
        "p",
        snippet.isOurs ? "snippet snippet--facts" : "snippet",
        make("span", "snippet__field", label, ": "),
        text
      );
    }

    /**
     * Put the snippets into their rows.
     * @param {Item[]} kept
     * @param {(HTMLElement | null)[]} snippets
     */
    place(kept, snippets) {
      kept.forEach((item, index) => {
        const row = this.rowOf(item);
        const snippet = snippets[index];
        if (!row) return;
        clearSnippet(row);
        const body = row.querySelector(":scope > div");
        const pick = row.querySelector(".compare-pick");
        if (snippet && body) body.insertBefore(snippet, pick);
      });
    }

    /** @param {Item} item */
    rowOf(item) {
      const made = `li[data-number="${item.number}"]`;
      return this.rows.get(item.slug) || this.list.querySelector(made);
    }

    /** The links one can walk through with the arrow keys. */
    links() {
      return /** @type {HTMLElement[]} */ (
        Array.from(this.list.querySelectorAll("li:not([hidden]) .measure-item__title a"))
      );
    }
  }

  /**
   * @param {any} search
   * @param {number} kind
   * @param {string} slug
   * @param {string} fragment
   */
  function addressOf(search, kind, slug, fragment) {
    const address = search.words.addresses[kind].replace("{}", slug);
    return fragment ? address + "#" + fragment : address;
  }

  /** @param {Element} row */
  function clearSnippet(row) {
    row.querySelectorAll(".snippet").forEach((snippet) => snippet.remove());
  }

  self.measurebook = Object.assign(self.measurebook, { Results });
})();
