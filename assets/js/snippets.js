/* Shows what was found in a document: the passage that holds most of the words, marked. Everything
   becomes text nodes, whatever it looks like. */
(function () {
  "use strict";

  const { fold, locateWords } = self.measurebook;

  const LONGEST = 260;
  const BEFORE = 70;
  const OURS = new Set(["goals", "areas", "domains", "spellings"]);
  const SHORT_WORD = /^\p{L}{1,3}$/u;
  const LITTLE = 0.1;
  const GAP = 2;

  /**
   * @typedef {{start: number, end: number, key: string, isShort?: boolean}} Mark
   * @typedef {{section: string, fragment: string, text: string, marks: Mark[], isOurs?: boolean}}
   *   Snippet `isOurs` where the words are not those of a source
   * @typedef {[string, string, string, number[]]} Part section, fragment, text, whom it names
   */

  /**
   * Choose the passage that holds most of what was looked for: of equal ones the first that has a
   * place of its own on its page, and before the title any other.
   * @param {string} title
   * @param {Part[]} parts
   * @param {Map<string, string>} words the words that were found, each with what it was found for
   * @param {Set<number>} named the numbers of names that were looked for
   * @param {(number: number) => string} nameOf
   * @returns {Snippet | null} null where none of the words stands anywhere
   */
  function chooseSnippet(title, parts, words, named, nameOf) {
    let best = null;
    let most = 0;
    for (const part of [...parts, /** @type {Part} */ (["title", "", title, []])]) {
      const snippet = readPart(part, words, named, nameOf);
      const count = weigh(snippet);
      const isNearer = count === most && best && !best.fragment && snippet.fragment;
      if (count > most || isNearer) {
        best = snippet;
        most = count;
      }
    }
    return best && cut(best);
  }

  /**
   * Count the different things that are marked. Short words, words side by side and other forms of
   * a word weigh little: they decide between passages that hold the same.
   * @param {Snippet} snippet
   */
  function weigh({ text, marks }) {
    const keys = new Set(marks.filter((mark) => !mark.isShort).map((mark) => mark.key));
    const little = new Set();
    marks.forEach((mark, place) => {
      const next = marks[place + 1];
      little.add(fold(text.slice(mark.start, mark.end)));
      if (next && touch(mark, next)) little.add(mark.key + " " + next.key);
    });
    return keys.size + LITTLE * little.size;
  }

  /**
   * @param {Mark} mark
   * @param {Mark} next
   */
  function touch(mark, next) {
    return mark.key !== next.key && next.start - mark.end <= GAP;
  }

  /**
   * @param {Part} part
   * @param {Map<string, string>} words
   * @param {Set<number>} named
   * @param {(number: number) => string} nameOf
   * @returns {Snippet}
   */
  function readPart([section, fragment, text, targets], words, named, nameOf) {
    if (text) {
      const marks = [...markNames(targets, named), ...markWords(text, words)];
      const isOurs = OURS.has(section);
      return { section, fragment, text, marks: withoutOverlaps(marks), isOurs };
    }
    const shown = targets.map(nameOf);
    const whole = shown.join(" · ");
    const marks = markWords(whole, words);
    let start = 0;
    targets.forEach((target, place) => {
      const end = start + shown[place].length;
      if (named.has(target)) marks.push({ start, end, key: "#" + target });
      start = end + 3;
    });
    return { section, fragment, text: whole, marks: withoutOverlaps(marks), isOurs: true };
  }

  /**
   * Mark words; short ones such as "of" only beside others, unless there are no others.
   * @param {string} text
   * @param {Map<string, string>} words
   * @returns {Mark[]}
   */
  function markWords(text, words) {
    const hasLong = Array.from(words.keys()).some((word) => !SHORT_WORD.test(word));
    const marks = locateWords(text)
      .filter(({ word }) => words.has(word))
      .map(({ word, start, end }) => ({
        start,
        end,
        key: words.get(word) || word,
        isShort: hasLong && SHORT_WORD.test(word),
      }));
    return listRuns(marks)
      .filter((run) => run.some((mark) => !mark.isShort))
      .flat();
  }

  /**
   * Put marks that stand side by side together.
   * @param {Mark[]} marks
   * @returns {Mark[][]}
   */
  function listRuns(marks) {
    /** @type {Mark[][]} */
    const runs = [];
    for (const mark of marks) {
      const run = runs[runs.length - 1];
      if (run && touch(run[run.length - 1], mark)) run.push(mark);
      else runs.push([mark]);
    }
    return runs;
  }

  /**
   * Mark the names of a passage: start, end and whom, one after the other.
   * @param {number[]} spans
   * @param {Set<number>} named
   * @returns {Mark[]}
   */
  function markNames(spans, named) {
    const marks = [];
    for (let place = 0; place < spans.length; place += 3) {
      const [start, end, target] = spans.slice(place, place + 3);
      if (named.has(target)) marks.push({ start, end, key: "#" + target });
    }
    return marks;
  }

  /**
   * @param {Mark[]} marks
   * @returns {Mark[]} sorted; of those that overlap the longest
   */
  function withoutOverlaps(marks) {
    const sorted = marks.sort((one, other) => one.start - other.start || other.end - one.end);
    /** @type {Mark[]} */
    const kept = [];
    for (const mark of sorted) {
      if (!kept.length || mark.start >= kept[kept.length - 1].end) kept.push(mark);
    }
    return kept;
  }

  /**
   * Cut a passage to where most of its marks stand, at blanks.
   * @param {Snippet} snippet
   * @returns {Snippet}
   */
  function cut(snippet) {
    const { text, marks } = snippet;
    if (text.length <= LONGEST) return snippet;
    const first = chooseStart(marks);
    const start = first <= BEFORE ? 0 : after(text, first - BEFORE, first);
    const end = start + LONGEST >= text.length ? text.length : before(text, start + LONGEST);
    const lead = start ? "… " : "";
    const shift = lead.length - start;
    return {
      ...snippet,
      text: lead + text.slice(start, end) + (end < text.length ? " …" : ""),
      marks: marks
        .filter((mark) => mark.start >= start && mark.end <= end)
        .map((mark) => ({ ...mark, start: mark.start + shift, end: mark.end + shift })),
    };
  }

  /**
   * Return the mark after which most different ones follow within a snippet's length.
   * @param {Mark[]} marks
   */
  function chooseStart(marks) {
    let best = marks[0].start;
    let most = 0;
    marks.forEach((mark, place) => {
      const near = marks.slice(place).filter((other) => other.end - mark.start < LONGEST - BEFORE);
      const count = new Set(near.map((other) => other.key)).size;
      if (count > most) {
        most = count;
        best = mark.start;
      }
    });
    return best;
  }

  /**
   * @param {string} text
   * @param {number} from
   * @param {number} latest
   */
  function after(text, from, latest) {
    const blank = text.indexOf(" ", from);
    return blank >= 0 && blank < latest ? blank + 1 : latest;
  }

  /**
   * @param {string} text
   * @param {number} to
   */
  function before(text, to) {
    const blank = text.lastIndexOf(" ", to);
    return blank > to - 60 ? blank : to;
  }

  /**
   * Make the nodes of a marked text.
   * @param {Snippet} snippet
   * @returns {Node[]}
   */
  function markText({ text, marks }) {
    /** @type {Node[]} */
    const nodes = [];
    let rest = 0;
    for (const { start, end } of marks) {
      const mark = document.createElement("mark");
      mark.className = "hit";
      mark.textContent = text.slice(start, end);
      nodes.push(document.createTextNode(text.slice(rest, start)), mark);
      rest = end;
    }
    nodes.push(document.createTextNode(text.slice(rest)));
    return nodes;
  }

  self.measurebook = Object.assign(self.measurebook, { chooseSnippet, markText });
})();
