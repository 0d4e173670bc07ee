/* The lists that can be searched and narrowed down: measures/index.html, where every measure stands
   in the page already, and search.html, where the results are made here.
   The state is in the address, so that it can be kept, sent and gone back to. */
(function () {
  "use strict";

  const { readBlock, make, makeButton, Words, loadSearch, narrow, Facets, Chosen, Results } =
    self.measurebook;

  const WAIT = 120;
  const PAGE = 20;

  /**
   * @typedef {{q: string, chosen: Map<string, Set<string>>}} State
   * @typedef {{number: number, slug: string, values: Object<string, string[]>}} Item
   *   as in facets.js
   */

  /**
   * Read the query and the chosen values of facets that the page has.
   * @param {string[]} facets
   * @returns {State}
   */
  function readAddress(facets) {
    const parameters = new URLSearchParams(location.search);
    const chosen = new Map();
    for (const facet of facets) {
      const values = parameters.getAll(facet).filter(Boolean);
      if (values.length) chosen.set(facet, new Set(values));
    }
    return { q: (parameters.get("q") || "").trim(), chosen };
  }

  /** @param {State} state */
  function writeAddress({ q, chosen }) {
    const parameters = new URLSearchParams();
    if (q) parameters.set("q", q);
    for (const [facet, values] of chosen) {
      values.forEach((value) => parameters.append(facet, value));
    }
    const query = parameters.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  class SearchPage {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      this.isAll = root.getAttribute("data-search") === "all";
      this.words = new Words();
      this.facets = new Facets(root, this.words);
      this.results = new Results(root);
      this.box = /** @type {HTMLInputElement} */ (document.getElementById("q"));
      this.status = /** @type {HTMLElement} */ (root.querySelector("[data-status]"));
      this.chosen = new Chosen(
        /** @type {HTMLElement} */ (root.querySelector("[data-chosen]")),
        root.querySelector("[data-icon-remove] > *"),
        this.words
      );
      this.count = PAGE;
      this.turn = 0;
      /** @type {Item[]} */
      this.items = this.isAll ? [] : readItems(readBlock("facet-values"));
      root.querySelectorAll("[data-needs-script]").forEach((part) => {
        /** @type {HTMLElement} */ (part).hidden = true;
      });
      this.more = this.addMore();
      this.listen();
    }

    addMore() {
      const button = makeButton("button", [this.words.say("search_more")], async () => {
        const next = this.count;
        this.count += PAGE;
        await this.update();
        const link = this.results.links()[next];
        if (link) link.focus();
      });
      const more = make("p", "buttons", button);
      more.hidden = true;
      this.results.found.append(more);
      return more;
    }

    listen() {
      const form = this.box.form;
      let timer = 0;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.restart(), WAIT);
      };
      this.box.addEventListener("focus", () => this.prepare(), { once: true });
      this.box.addEventListener("input", later);
      this.root.addEventListener("change", (event) => {
        const isFacet = event.target instanceof Element && event.target.closest("[data-facet]");
        if (isFacet) this.restart();
      });
      document.addEventListener("keydown", (event) => this.walk(event));
      addEventListener("popstate", () => this.start());
      if (form) {
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          clearTimeout(timer);
          this.restart();
        });
      }
    }

    /** Load the search as soon as somebody turns to the box. */
    prepare() {
      loadSearch().catch(() => undefined);
    }

    /** Begin with what the address says. */
    start() {
      const state = readAddress(this.facets.names);
      this.box.value = state.q;
      this.facets.write(state.chosen);
      const isAsked = state.q || state.chosen.size || this.turn;
      return isAsked ? this.update() : Promise.resolve();
    }

    restart() {
      this.count = PAGE;
      return this.update();
    }

    /** Show what the query and the chosen values leave. Only the latest call shows anything. */
    async update() {
      const turn = (this.turn += 1);
      const state = { q: this.box.value.trim(), chosen: this.facets.read() };
      writeAddress(state);
      try {
        const answer = await this.ask(state);
        if (turn === this.turn) await this.show(state, answer, turn);
      } catch (failure) {
        if (turn === this.turn) this.fail();
      }
    }

    /**
     * Return what the query finds; without a query, everything.
     * @param {State} state
     */
    async ask(state) {
      if (!state.q && !this.isAll) return { items: this.items, search: null, found: null };
      if (!this.items.length || state.q) {
        this.status.textContent = this.status.textContent || this.words.say("search_loading");
      }
      const search = await loadSearch();
      this.number(search);
      const found = state.q ? await search.find(state.q) : null;
      if (!found) return { items: this.items, search, found };
      const items = found.hits.map((hit) => this.byNumber.get(hit.number)).filter(Boolean);
      return { items, search, found };
    }

    /**
     * Give the items their numbers in the index; on the search page they come from it.
     * @param {any} search
     */
    number(search) {
      if (this.byNumber) return;
      if (this.isAll) {
        this.items = search.records.map((record, number) => ({
          number,
          slug: search.isMeasure(record) ? record[1] : "",
          values: { kind: [search.kinds[record[0]]], ...search.facets[number] },
        }));
      } else {
        const numbers = new Map();
        search.records.forEach((record, number) => {
          if (search.isMeasure(record)) numbers.set(record[1], number);
        });
        this.items.forEach((item) => {
          item.number = numbers.has(item.slug) ? numbers.get(item.slug) : -1;
        });
      }
      this.byNumber = new Map(this.items.map((item) => [item.number, item]));
    }

    /**
     * @param {State} state
     * @param {any} answer
     * @param {number} turn
     */
    async show(state, { items, search, found }, turn) {
      const { kept, counts } = narrow(items, state.chosen);
      const isAsked = Boolean(state.q || state.chosen.size);
      this.facets.show(counts);
      this.chosen.show(this.facets, (input) => this.takeBack(input));
      this.showRows(kept, search, found, isAsked);
      this.status.textContent = isAsked || !this.isAll ? this.tell(state, kept.length) : "";
      if (found) await this.explain(kept, found, search, turn);
    }

    /**
     * @param {Item[]} kept
     * @param {any} search
     * @param {any} found
     * @param {boolean} isAsked
     */
    showRows(kept, search, found, isAsked) {
      const shown = isAsked ? kept : [];
      if (this.isAll) this.results.showMade(shown, this.count, search, isAsked);
      else if (found) this.results.showRanked(kept, this.count);
      else this.results.showGroups(kept);
      this.more.hidden = shown.length <= this.count || (!this.isAll && !found);
      document.dispatchEvent(new CustomEvent("measurebook:rows"));
    }

    /**
     * @param {Item[]} kept
     * @param {any} found
     * @param {any} search
     * @param {number} turn
     */
    async explain(kept, found, search, turn) {
      const shown = kept.slice(0, this.count);
      const snippets = await this.results.explain(shown, found, search);
      if (turn === this.turn) this.results.place(shown, snippets);
    }

    /**
     * @param {State} state
     * @param {number} count
     */
    tell(state, count) {
      if (!count) {
        const key = state.q ? "search_none" : "search_none_chosen";
        return this.words.say(key, { query: state.q });
      }
      const key = state.q ? "search_results_for" : "search_results";
      return this.words.count(key, count, { query: state.q });
    }

    /** Say that the search is not there; the list of the page stays whole. */
    fail() {
      this.status.textContent = this.words.say("search_failed");
      if (!this.isAll) this.results.showGroups(this.items);
    }

    /**
     * Take back a chosen value, or with null everything that was asked for.
     * @param {HTMLInputElement | null} input
     */
    async takeBack(input) {
      if (input) {
        input.checked = false;
      } else {
        this.facets.write(new Map());
        this.box.value = "";
      }
      await this.restart();
      if (!this.facets.read().size) this.box.focus();
    }

    // Keys

    /**
     * Walk through the results with the arrow keys; Escape leads back to the box and empties it.
     * @param {KeyboardEvent} event
     */
    walk(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const links = this.results.links();
      const here = document.activeElement;
      const place = links.indexOf(/** @type {HTMLElement} */ (here));
      const isInside = here === this.box || place >= 0;
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (isInside && event.key in steps) this.step(links, place + steps[event.key], event);
      else if (isInside && event.key === "Escape") this.leave(event);
    }

    /**
     * @param {HTMLElement[]} links
     * @param {number} place
     * @param {KeyboardEvent} event
     */
    step(links, place, event) {
      if (place >= links.length || place < -1 || !links.length) return;
      event.preventDefault();
      if (place < 0) this.box.focus();
      else links[place].focus();
    }

    /** @param {KeyboardEvent} event */
    leave(event) {
      event.preventDefault();
      if (document.activeElement !== this.box) {
        this.box.focus();
      } else if (this.box.value) {
        this.box.value = "";
        this.restart();
      } else {
        this.box.blur();
      }
    }
  }

  /**
   * @param {Object<string, Object<string, string[]>> | null} values
   * @returns {Item[]}
   */
  function readItems(values) {
    return Object.entries(values || {}).map(([slug, own]) => ({ number: -1, slug, values: own }));
  }

  const root = document.querySelector("[data-search]");
  if (root instanceof HTMLElement) new SearchPage(root).start();
})();
