/* The lists that can be searched and narrowed down: measures/index.html, where every measure stands
   in the page already, and search.html, where the results are made here.
   The state is in the address, so that it can be kept, sent and gone back to. */
(function () {
  "use strict";

  const { loadSearch, loadTexts, chooseSnippet, markWhole, markText, readBlock } = self.measurebook;

  const WAIT = 120;
  const PAGE = 20;
  const SHOWN_VALUES = 10;
  const MEASURE = 0;
  const KINDS = ["measure", "organisation", "event", "place", "answer"];

  /**
   * @typedef {{q: string, chosen: Map<string, Set<string>>}} State
   * @typedef {{number: number, slug: string, values: Object<string, string[]>}} Item
   *   Something of the list; `number` is its place in the index, -1 before that is loaded.
   */

  // The address

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

  // Narrowing down

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

  // What is shown

  /**
   * @param {string} tag
   * @param {string} style
   * @param {(string | Node)[]} content
   */
  function make(tag, style, ...content) {
    const element = document.createElement(tag);
    if (style) element.className = style;
    element.append(...content);
    return element;
  }

  /** The words of the page's language, with numbers in its forms. */
  class Words {
    constructor() {
      this.words = readBlock("script-words") || {};
      this.language = document.documentElement.lang;
      this.rules = new Intl.PluralRules(this.language);
    }

    /**
     * @param {string} key
     * @param {Object<string, string>} values
     * @returns {string}
     */
    say(key, values = {}) {
      const word = this.words[key] || "";
      return word.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
    }

    /**
     * @param {string} key
     * @param {number} count
     * @param {Object<string, string>} values
     */
    count(key, count, values = {}) {
      const form = key + "_" + this.rules.select(count);
      const known = form in this.words ? form : key + "_other";
      return this.say(known, { ...values, count: this.number(count) });
    }

    /**
     * Write a number as the page does. Browsers do not know the signs of every language that they
     * say they know, so the sign between thousands comes with the words.
     * @param {number} value
     */
    number(value) {
      return String(value).replace(/\B(?=(\d{3})+$)/g, this.words.number_group);
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

    /** Show the facets, opened where there is room. */
    open() {
      const wide = matchMedia("(min-width: 62rem)");
      const adapt = () => {
        this.fold.open = wide.matches;
      };
      this.fold.hidden = false;
      adapt();
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
      const button = make("button", "facets__more", text);
      button.setAttribute("type", "button");
      button.addEventListener("click", () => {
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

  /** Results as rows: those of the page where it has them, else new ones. */
  class Results {
    /**
     * @param {Element} root
     * @param {Words} words
     */
    constructor(root, words) {
      this.words = words;
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
     * Make rows for what was found.
     * @param {Item[]} kept
     * @param {number} count
     * @param {any} search
     */
    showMade(kept, count, search) {
      const rows = kept.slice(0, count).map((item) => this.makeRow(item, search));
      this.list.replaceChildren(...rows);
      this.toggle(kept.length > 0, true);
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
      const [kind, slug, fragment, title, below, language] = search.records[item.number];
      const link = make("a", "", title);
      link.setAttribute("href", this.up + addressOf(search, kind, slug, fragment));
      if (language) link.setAttribute("lang", language);
      const about = [search.words.kinds[kind], below].filter(Boolean).join(search.words.separator);
      const body = make(
        "div",
        "",
        make("h3", "measure-item__title", link),
        make("p", "measure-item__meta", about)
      );
      const row = make("li", "measure-item measure-item--plain", body);
      if (kind === MEASURE) row.setAttribute("data-measure", slug);
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
      const nameOf = (/** @type {number} */ number) => search.records[number][3];
      return kept.map((item) => {
        const words = new Set([...hits.get(item.number).words, ...found.forms]);
        const parts = texts.get(item.number).parts;
        const snippet =
          chooseSnippet(parts, words, found.named, nameOf) || markWhole(nameOf(item.number), words);
        return snippet ? this.makeSnippet(item, snippet, search) : null;
      });
    }

    /**
     * @param {Item} item
     * @param {any} snippet
     * @param {any} search
     */
    makeSnippet(item, snippet, search) {
      const [kind, slug] = search.records[item.number];
      const label = make("a", "", search.words.sections[snippet.section]);
      const fragment = snippet.fragment;
      label.setAttribute("href", this.up + addressOf(search, kind, slug, fragment));
      return make(
        "p",
        snippet.isOurs ? "snippet snippet--facts" : "snippet",
        make("span", "snippet__field", label, ": "),
        ...markText(snippet)
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

  // The page

  class SearchPage {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      this.isAll = root.getAttribute("data-search") === "all";
      this.words = new Words();
      this.facets = new Facets(root, this.words);
      this.results = new Results(root, this.words);
      this.box = /** @type {HTMLInputElement} */ (document.getElementById("q"));
      this.status = /** @type {HTMLElement} */ (root.querySelector("[data-status]"));
      this.chosen = /** @type {HTMLElement} */ (root.querySelector("[data-chosen]"));
      this.icon = root.querySelector("[data-icon-remove]");
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
      const button = make("button", "button", this.words.say("search_more"));
      button.setAttribute("type", "button");
      const more = make("p", "buttons", button);
      more.hidden = true;
      button.addEventListener("click", () => {
        const next = this.count;
        this.count += PAGE;
        this.update().then(() => {
          const link = this.results.links()[next];
          if (link) link.focus();
        });
      });
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
          slug: record[0] === MEASURE ? record[1] : "",
          values: { kind: [KINDS[record[0]]], ...search.facets[number] },
        }));
      } else {
        const numbers = new Map();
        search.records.forEach((record, number) => {
          if (record[0] === MEASURE) numbers.set(record[1], number);
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
      this.showChosen(state);
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
      if (this.isAll) this.results.showMade(shown, this.count, search);
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

    // What is chosen

    /** @param {State} state */
    showChosen(state) {
      const inputs = this.facets.inputs.filter((input) => input.checked);
      const buttons = inputs.map((input) => this.makeChip(input));
      if (buttons.length) buttons.push(this.makeClear());
      this.chosen.replaceChildren(...buttons);
      this.chosen.hidden = !buttons.length;
      this.root.toggleAttribute("data-narrowed", Boolean(state.q || buttons.length));
    }

    /** @param {HTMLInputElement} input */
    makeChip(input) {
      const remove = make("span", "visually-hidden", " " + this.words.say("facet_remove"));
      const icon = this.icon && this.icon.firstElementChild;
      const content = [this.facets.nameOf(input), ...(icon ? [icon.cloneNode(true)] : []), remove];
      return this.makeButton(content, () => {
        input.checked = false;
      });
    }

    makeClear() {
      return this.makeButton([this.words.say("search_clear")], () => {
        this.facets.write(new Map());
        this.box.value = "";
      });
    }

    /**
     * @param {(string | Node)[]} content
     * @param {() => void} change
     */
    makeButton(content, change) {
      const button = make("button", "", ...content);
      button.setAttribute("type", "button");
      button.addEventListener("click", () => {
        const place = Array.from(this.chosen.children).indexOf(button);
        change();
        this.restart().then(() => {
          const next = this.chosen.children[place] || this.chosen.lastElementChild || this.box;
          /** @type {HTMLElement} */ (next).focus();
        });
      });
      return button;
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
