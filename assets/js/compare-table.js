/* The comparison: two to four measures side by side, those named in the address (?m=slug,slug). */
(function () {
  "use strict";

  const { make, makeName, makeButton, Words, loadRecords, loadTexts } = self.measurebook;

  const MOST = 4;
  const PROSE = [
    "key_objectives",
    "context",
    "main_features",
    "indicators",
    "results_expected",
    "results_achieved",
    "conclusions_of_the_evaluation",
  ];

  /* The facets of the form's questions, each with its field */
  const ANSWERS = { young: "targets_young_people", ifcd: "ifcd_support", evaluated: "evaluated" };

  const words = new Words();

  /**
   * @typedef {{number: number, slug: string, title: string, lang: string, text: any}} Column
   * @typedef {{values: Node[], marks: Node[]}} Cell
   * @typedef {{label: string, cells: Cell[], isProse?: boolean}} Row
   */

  /** @returns {string[]} */
  function readAddress() {
    const asked = new URLSearchParams(location.search).get("m") || "";
    return Array.from(new Set(asked.split(",").filter(Boolean))).slice(0, MOST);
  }

  class Comparison {
    /**
     * @param {HTMLElement} place
     * @param {any} shown the records of the page's language
     */
    constructor(place, shown) {
      this.place = place;
      this.up = place.getAttribute("data-up") || "";
      this.words = shown.words;
      this.records = shown.records;
      this.chunk = shown.chunk;
      /** @type {Map<string, number>} */
      this.numbers = new Map();
      this.records.forEach((record, number) => {
        const key = shown.kinds[record[0]] + " " + record[1];
        if (!this.numbers.has(key)) this.numbers.set(key, number);
      });
    }

    /** @param {string[]} slugs */
    async show(slugs) {
      const known = slugs.filter((slug) => this.numbers.has("measure " + slug));
      const missing = slugs.filter((slug) => !known.includes(slug));
      const notes = missing.map((slug) => words.say("compare_missing", { slug }));
      if (known.length < 2) notes.push(words.say("compare_few"));
      tell(notes.join(" "));
      this.place.replaceChildren();
      document.querySelectorAll("[data-without-choice]").forEach((part) => {
        /** @type {HTMLElement} */ (part).hidden = known.length > 0;
      });
      if (known.length) this.place.append(this.makeTable(await this.loadColumns(known)));
    }

    /**
     * @param {string[]} slugs
     * @returns {Promise<Column[]>}
     */
    async loadColumns(slugs) {
      const numbers = slugs.map((slug) => this.numbers.get("measure " + slug));
      const texts = await loadTexts(numbers, this.chunk);
      return slugs.map((slug, place) => {
        const number = numbers[place];
        const [, , , title, , lang] = this.records[number];
        return { number, slug, title, lang, text: texts.get(number) };
      });
    }

    /** @param {Column[]} columns */
    makeTable(columns) {
      const corner = document.createElement("td");
      const heads = columns.map((column) => this.makeHead(column, columns));
      const head = make("thead", "", make("tr", "", corner, ...heads));
      const body = make("tbody", "", ...this.listRows(columns).map((row) => makeRow(row)));
      const named = words.say("compare_caption");
      const caption = make("caption", "visually-hidden", named);
      const scroll = make("section", "table-scroll", make("table", "compare", caption, head, body));
      scroll.setAttribute("aria-label", named);
      scroll.tabIndex = 0;
      return scroll;
    }

    /**
     * @param {Column} column
     * @param {Column[]} columns
     */
    makeHead(column, columns) {
      const link = this.link(column.number);
      const others = columns.filter((other) => other !== column).map((other) => other.slug);
      const name = make("span", "visually-hidden", ": ", makeName([column.title, column.lang]));
      const remove = makeButton("button", [words.say("compare_remove"), name], async () => {
        history.replaceState(null, "", location.pathname + "?m=" + others.join(","));
        await this.show(others);
        const next = this.place.querySelector("thead button") || document.getElementById("content");
        if (next instanceof HTMLElement) next.focus();
      });
      const cell = make("th", "", link, make("p", "no-print", remove));
      cell.setAttribute("scope", "col");
      return cell;
    }

    /**
     * @param {Column[]} columns
     * @returns {Row[]} without those that no measure has anything for
     */
    listRows(columns) {
      const rows = [...this.listFacts(), ...PROSE.map((section) => this.readProse(section))];
      return rows
        .map(({ label, field, read, isProse }) => ({
          label,
          isProse,
          cells: columns.map((column) => this.makeCell(column, field, read(column))),
        }))
        .filter(({ cells }) => cells.some((cell) => cell.values.length))
        .map((row) => ({ ...row, cells: row.cells.map((cell) => this.orAbsent(cell)) }));
    }

    /**
     * @param {Column} column
     * @param {string} field
     * @param {Node[]} values
     * @returns {Cell}
     */
    makeCell(column, field, values) {
      const marks = values.length ? column.text.marks[field] || [] : [];
      return { values, marks: marks.map(([place, address]) => this.makeMark(place, address)) };
    }

    /**
     * Make the mark of a line or of several lines of a source, as all pages show it.
     * @param {string} place
     * @param {string} address
     */
    makeMark(place, address) {
      const [source, lines] = place.split(":");
      const mark = make("a", "cite", place);
      mark.setAttribute("href", this.up + address);
      mark.title = words.say(lines.includes("-") ? "cite_lines" : "cite_line", {
        source,
        lines: lines.replace("-", "–"),
      });
      return mark;
    }

    /** Everything short that is stated of a measure, each with how its cell is made. */
    listFacts() {
      const { fields, sections, terms, reported_by } = this.words;
      const term = (/** @type {string} */ facet, name = facet) => (/** @type {Column} */ column) =>
        list(valuesOf(column, facet).map((value) => makeName(terms[name][value])));
      return [
        {
          label: fields.reported_by,
          field: "section",
          read: (column) => [makeName(reported_by[column.text.facts.reported_by])],
        },
        { label: fields.goals, field: "goals", read: term("goal") },
        { label: sections.areas, field: "areas", read: term("area") },
        {
          label: sections.agencies,
          field: "agencies",
          read: (column) => this.listLinks(column, "organisation"),
        },
        { label: sections.partners, field: "partners", read: (column) => this.listPartners(column) },
        { label: sections.domains, field: "domains", read: term("domain") },
        { label: sections.places, field: "places", read: (column) => this.listLinks(column, "place") },
        { label: fields.dates, field: "dates", read: (column) => this.listDates(column) },
        { label: sections.funding, field: "funding", read: (column) => readPassages(column, "funding") },
        ...Object.entries(ANSWERS).map(([facet, field]) => ({
          label: fields[field],
          field,
          read: (column) => valuesOf(column, facet).map((value) => this.answer(value)),
        })),
      ];
    }

    /** @param {string} section */
    readProse(section) {
      return {
        label: this.words.sections[section],
        field: section,
        isProse: true,
        read: (/** @type {Column} */ column) => readPassages(column, section),
      };
    }

    /**
     * @param {Column} column
     * @param {string} kind which is the name of its facet as well
     */
    listLinks(column, kind) {
      const numbers = valuesOf(column, kind).map((slug) => this.numbers.get(kind + " " + slug));
      return list(numbers.map((number) => this.link(number)));
    }

    /** @param {Column} column */
    listPartners(column) {
      return list(
        (column.text.facts.partners || []).map(([who, type]) => {
          const name = typeof who === "number" ? this.link(who) : makeName([who, column.lang]);
          const kind = makeName(this.words.terms.partner[type]);
          return make("span", "", name, make("span", "note", kind));
        })
      );
    }

    /** @param {Column} column */
    listDates(column) {
      return list(
        (column.text.facts.dates || []).map(([date, what, isInferred]) => {
          const day = make("span", isInferred ? "inferred" : "", this.sayDate(date));
          return make("span", "", day, make("span", "note", makeName(this.words.terms.date[what])));
        })
      );
    }

    /**
     * Write a year, month or day as all pages of the language do. The names of the months come with
     * the words: browsers do not know those of every language that they say they know.
     * @param {string} date
     */
    sayDate(date) {
      const [year, month, day] = date.split("-").map(Number);
      return [day, this.words.months[month - 1], year].filter(Boolean).join(" ");
    }

    /** @param {string} state */
    answer(state) {
      return make("span", "answer answer--" + state, make("span", "", makeName(this.words.terms.answer[state])));
    }

    /** @param {number} number */
    link(number) {
      const [kind, slug, , title, , lang] = this.records[number];
      const link = make("a", "", title);
      link.setAttribute("href", this.up + this.words.addresses[kind].replace("{}", slug));
      if (lang) link.setAttribute("lang", lang);
      return link;
    }

    /**
     * @param {Cell} cell
     * @returns {Cell}
     */
    orAbsent(cell) {
      if (cell.values.length) return cell;
      return { values: [make("span", "not-stated", this.words.not_stated)], marks: [] };
    }
  }

  /**
   * @param {Column} column
   * @param {string} facet
   * @returns {string[]}
   */
  function valuesOf(column, facet) {
    return (column.text.facets[facet] || []).filter((value) => value !== "not-stated");
  }

  /**
   * @param {Column} column
   * @param {string} section
   */
  function readPassages(column, section) {
    const passages = column.text.parts.filter((part) => part[0] === section);
    return passages.map((part) => {
      const passage = make("p", "quoted__text", part[2]);
      if (column.lang) passage.lang = column.lang;
      return passage;
    });
  }

  /**
   * Set several values one below the other.
   * @param {Node[]} values
   * @returns {Node[]}
   */
  function list(values) {
    if (values.length < 2) return values;
    return [make("ul", "", ...values.map((value) => make("li", "", value)))];
  }

  /**
   * Make a row. Where short cells differ, the row says so in words and by a sign; texts always do.
   * @param {Row} row
   */
  function makeRow({ label, cells, isProse }) {
    const said = new Set(cells.map(({ values }) => values.map((node) => node.textContent).join(" ")));
    const differs = !isProse && said.size > 1;
    const head = make("th", "", label);
    head.setAttribute("scope", "row");
    if (differs) head.append(make("span", "visually-hidden", " (" + words.say("compare_differs") + ")"));
    return make("tr", differs ? "differs" : "", head, ...cells.map(showCell));
  }

  /** @param {Cell} cell */
  function showCell({ values, marks }) {
    return make("td", "", ...values, ...marks.flatMap((mark) => [" ", mark]));
  }

  /** @param {string} message */
  function tell(message) {
    const status = document.querySelector("[data-status]");
    if (status) status.textContent = message;
  }

  /** @param {HTMLElement} place */
  async function start(place) {
    try {
      await new Comparison(place, await loadRecords()).show(readAddress());
    } catch (failure) {
      tell(words.say("search_failed"));
    }
  }

  const place = document.querySelector("[data-compare]");
  if (place instanceof HTMLElement) start(place);
})();
