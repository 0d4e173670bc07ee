/* Finds documents: MiniSearch over the index that Python wrote (measurebook/search/).
   Every word must be found; a word finds itself before what starts with it, and that before what
   is spelled nearly like it. Words that are a known name as a whole find all that bears the name
   by any of its forms. */
(function () {
  "use strict";

  const { splitWords, loadScript, loadData, loadRecords } = self.measurebook;

  const LIBRARY = "../vendor/minisearch-7.2.0/minisearch.min.js";
  const FIELDS = ["title", "names", "text", "forms"];
  const FIELDS_WITHOUT_FORMS = ["title", "names", "text"];
  const BOOST = { title: 6, names: 2.5, text: 1, forms: 2 };
  const WEIGHTS = { prefix: 0.375, fuzzy: 0.2 };
  const SHORTEST_PREFIX = 3;
  const SHORTEST_FUZZY = 5;
  const FUZZINESS = 0.2;
  const PLAIN = /^[a-z0-9]+$/;

  /**
   * @typedef {{word: string, isName: boolean, isOpen: boolean}} Wanted
   *   A word of the query: `isName` where it is part of a known name, `isOpen` where it may be the
   *   beginning of a longer word.
   * @typedef {{number: number, score: number, tier: number, called: number,
   *   words: Map<string, string>}} Hit
   *   `tier` is 0 where all words were found as they are, 1 by a beginning, 2 by a likeness.
   *   `called` is 2 where the query is a name or title of what was found, 1 where it is half of a
   *   name or more, else 0. `words` are those found, each with the word of the query it is for.
   * @typedef {{hits: Hit[], named: Set<number>, forms: Set<string>}} Answer
   *   `named` are the numbers of names the query holds, `forms` their forms of one word.
   */

  /** The index as one object, and what finds words in it. */
  class Search {
    /**
     * @param {any} base what assets/search/index.js holds
     * @param {any} shown what the records of the language hold
     */
    constructor(base, shown) {
      this.records = shown.records;
      this.kinds = shown.kinds;
      this.words = shown.words;
      this.facets = base.facets;
      this.chunk = shown.chunk;
      this.base = base.search;
      this.shards = new Set(base.shards);
      /** @type {Map<string, any>} */
      this.engines = new Map();
      /** @type {Map<number, string[]>} */
      this.titles = new Map();
      this.readForms(base.forms);
      if (!this.shards.size) this.engines.set("", makeEngine(base.search));
    }

    /** @param {any[]} record */
    isMeasure(record) {
      return this.kinds[record[0]] === "measure";
    }

    /** @param {[number, string[]][]} table */
    readForms(table) {
      /** @type {Map<string, number[]>} */
      this.forms = new Map();
      /** @type {Map<number, string[]>} */
      this.names = new Map(table);
      /** @type {Map<number, string[]>} */
      this.singleForms = new Map();
      this.longestForm = 1;
      for (const [number, forms] of table) {
        this.singleForms.set(number, forms.filter((form) => !form.includes(" ")));
        for (const form of forms) {
          const known = this.forms.get(form);
          if (known) known.push(number);
          else this.forms.set(form, [number]);
          this.longestForm = Math.max(this.longestForm, form.split(" ").length);
        }
      }
    }

    /**
     * Find what holds every word of a query, best first; a query without words finds nothing.
     * @param {string} query
     * @returns {Promise<Answer>}
     */
    async find(query) {
      const words = splitWords(query);
      if (!words.length) return { hits: [], named: new Set(), forms: new Set() };
      const { wanted, named } = this.plan(words);
      const engines = await Promise.all(wanted.map(({ word }) => this.loadEngine(word)));
      const found = wanted.map((want, place) => findWord(engines[place], want));
      const forms = Array.from(named, (number) => this.singleForms.get(number) || []).flat();
      const hits = Array.from(found.reduce(combine).values());
      for (const hit of hits) hit.called = this.tellCalled(hit, words.join(" "));
      return { hits: rank(hits), named, forms: new Set(forms) };
    }

    /**
     * Tell how much what was found is called as the query says.
     * @param {Hit} hit
     * @param {string} query
     */
    tellCalled({ number, tier }, query) {
      if (tier) return 0;
      const names = this.names.get(number) || [];
      if (names.includes(query) || this.splitTitle(number).includes(query)) return 2;
      return names.some((name) => isMostOf(name, query)) ? 1 : 0;
    }

    /**
     * Return the words of a title, once; "Goal 1 · …" is called "Goal 1" as well.
     * @param {number} number
     */
    splitTitle(number) {
      const known = this.titles.get(number);
      if (known) return known;
      const title = this.records[number][3];
      const parts = [title, ...title.split(this.words.separator)];
      const titles = parts.map((part) => splitWords(part).join(" "));
      this.titles.set(number, titles);
      return titles;
    }

    /**
     * Tell which words of a query are known names: the longest ones, from left to right.
     * @param {string[]} words
     */
    plan(words) {
      /** @type {Wanted[]} */
      const wanted = [];
      /** @type {Set<number>} */
      const named = new Set();
      for (let place = 0; place < words.length; ) {
        const { length, isOpen } = this.matchName(words, place, named);
        const taken = words.slice(place, place + Math.max(length, 1));
        taken.forEach((word, index) => {
          const isLast = index === taken.length - 1;
          wanted.push({ word, isName: length > 0, isOpen: !length || (isOpen && isLast) });
        });
        place += taken.length;
      }
      return { wanted, named };
    }

    /**
     * Match the longest name that starts at a word. The last words of a query may be the
     * beginning of a name that is still being typed.
     * @param {string[]} words
     * @param {number} place
     * @param {Set<number>} named
     */
    matchName(words, place, named) {
      const longest = Math.min(words.length - place, this.longestForm);
      for (let length = longest; length > 0; length -= 1) {
        const form = words.slice(place, place + length).join(" ");
        const numbers = this.forms.get(form);
        if (numbers) {
          numbers.forEach((number) => named.add(number));
          return { length, isOpen: false };
        }
        if (place + length === words.length && this.nameBegins(form, named)) {
          return { length, isOpen: true };
        }
      }
      return { length: 0, isOpen: true };
    }

    /**
     * Tell whether a name begins so; a single word must begin a name of one word.
     * @param {string} begin
     * @param {Set<number>} named
     */
    nameBegins(begin, named) {
      if (begin.length < SHORTEST_PREFIX) return false;
      const isSingle = !begin.includes(" ");
      let begins = false;
      for (const [form, numbers] of this.forms) {
        if (form.startsWith(begin) && !(isSingle && form.includes(" "))) {
          numbers.forEach((number) => named.add(number));
          begins = true;
        }
      }
      return begins;
    }

    /**
     * Return what finds a word: the whole index, or the part for words that start like it.
     * @param {string} word
     */
    async loadEngine(word) {
      const name = this.shards.size ? nameShard(word) : "";
      if (!this.engines.has(name)) {
        const index = this.shards.has(name) ? await loadData("words-" + name) : [];
        this.engines.set(name, makeEngine({ ...this.base, index }));
      }
      return this.engines.get(name);
    }
  }

  /** @param {any} serialised */
  function makeEngine(serialised) {
    const options = { fields: FIELDS, tokenize: splitWords, processTerm: same, autoVacuum: false };
    return self.MiniSearch.loadJS(serialised, options);
  }

  /** @param {string} word */
  function same(word) {
    return word;
  }

  /**
   * Name the part of a large index in which a word stands, as measurebook/search/shards.py does.
   * @param {string} word
   */
  function nameShard(word) {
    const letters = Array.from(word).slice(0, 2);
    if (PLAIN.test(letters.join(""))) return letters.join("");
    return letters.map((letter) => "u" + letter.codePointAt(0).toString(16)).join("-");
  }

  /**
   * Find one word.
   * @param {any} engine
   * @param {Wanted} wanted
   * @returns {Map<number, Hit>}
   */
  function findWord(engine, { word, isName, isOpen }) {
    const results = engine.search(word, {
      fields: isName ? FIELDS : FIELDS_WITHOUT_FORMS,
      boost: BOOST,
      weights: WEIGHTS,
      prefix: isOpen && word.length >= SHORTEST_PREFIX,
      fuzzy: !isName && word.length >= SHORTEST_FUZZY ? FUZZINESS : false,
      tokenize: (/** @type {string} */ text) => [text],
      processTerm: same,
    });
    return new Map(results.map((result) => [result.id, makeHit(word, result)]));
  }

  /**
   * @param {string} word
   * @param {{id: number, score: number, match: Object<string, string[]>}} result
   * @returns {Hit}
   */
  function makeHit(word, { id, score, match }) {
    const words = Object.keys(match);
    const begins = words.some((found) => found.startsWith(word)) ? 1 : 2;
    const tier = words.includes(word) ? 0 : begins;
    const found = new Map(words.map((other) => [other, word]));
    return { number: id, score, tier, called: 0, words: found };
  }

  /**
   * Keep what both have found.
   * @param {Map<number, Hit>} first
   * @param {Map<number, Hit>} second
   * @returns {Map<number, Hit>}
   */
  function combine(first, second) {
    const both = new Map();
    for (const [number, hit] of second) {
      const other = first.get(number);
      if (other) {
        both.set(number, {
          number,
          score: other.score + hit.score,
          tier: Math.max(other.tier, hit.tier),
          called: 0,
          words: new Map([...other.words, ...hit.words]),
        });
      }
    }
    return both;
  }

  /**
   * Tell whether several words stand together in a name and are half of it or more.
   * @param {string} name
   * @param {string} query
   */
  function isMostOf(name, query) {
    const count = query.split(" ").length;
    const isInside = ` ${name} `.includes(` ${query} `);
    return isInside && count > 1 && count * 2 >= name.split(" ").length;
  }

  /**
   * @param {Hit[]} hits
   * @returns {Hit[]}
   */
  function rank(hits) {
    return hits.sort(
      (one, other) =>
        other.called - one.called ||
        one.tier - other.tier ||
        other.score - one.score ||
        one.number - other.number
    );
  }

  /** @type {Promise<Search> | null} */
  let loading = null;

  /**
   * Load the search once; after a failure it may be asked for again.
   * @returns {Promise<Search>}
   */
  function loadSearch() {
    if (!loading) {
      loading = Promise.all([loadScript(LIBRARY), loadData("index"), loadRecords()])
        .then(([, base, shown]) => new Search(base, shown))
        .catch((failure) => {
          loading = null;
          throw failure;
        });
    }
    return loading;
  }

  self.measurebook = Object.assign(self.measurebook, { loadSearch });
})();
