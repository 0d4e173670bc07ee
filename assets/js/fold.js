/* Letters and words as the search compares them. measurebook/text.py and measurebook/graph/words.py
   do the same for the index: a change here needs one there. */
(function () {
  "use strict";

  /** @type {Object<string, string>} */
  const LETTERS = { ə: "e", ı: "i", ö: "o", ü: "u", ğ: "g", ş: "s", ç: "c", ς: "σ" };
  const SINGLE_LETTER = /^[a-z]$/;

  /**
   * Fold letters: no case, no marks, ə and ı as e and i. Never by the reader's locale.
   * @param {string} text
   * @returns {string}
   */
  function fold(text) {
    return text
      .normalize("NFC")
      .replace(/[İI]/g, "i")
      .toLowerCase()
      .replace(/[əıöüğşçς]/g, (letter) => LETTERS[letter])
      .normalize("NFD")
      .replace(/\p{M}/gu, "");
  }

  /**
   * Split a text into folded words; single Latin letters are left out.
   * @param {string} text
   * @returns {string[]}
   */
  function splitWords(text) {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) || [];
    return words.filter((word) => !SINGLE_LETTER.test(word));
  }

  /**
   * Find the words of a text with their places in it.
   * @param {string} text
   * @returns {{word: string, start: number, end: number}[]}
   */
  function locateWords(text) {
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const start = match.index || 0;
      found.push({ word: fold(match[0]), start, end: start + match[0].length });
    }
    return found;
  }

  self.measurebook = Object.assign(self.measurebook || {}, { fold, splitWords, locateWords });
})();
