/* What the scripts of a page share: its JSON blocks, its words, and the making of elements. */
(function () {
  "use strict";

  /**
   * Read a JSON block of the page.
   * @param {string} id
   * @returns {any} null where the page has none
   */
  function readBlock(id) {
    const block = document.getElementById(id);
    return block ? JSON.parse(block.textContent || "null") : null;
  }

  /**
   * Make an element; text becomes text nodes, whatever it looks like.
   * @param {string} tag
   * @param {string} style the names of its classes
   * @param {(string | Node)[]} content
   */
  function make(tag, style, ...content) {
    const element = document.createElement(tag);
    if (style) element.className = style;
    element.append(...content);
    return element;
  }

  /**
   * Make the text of a name: in the language of the page, or together with the one it is in.
   * @param {string | [string, string]} name
   */
  function makeName(name) {
    if (typeof name === "string") return document.createTextNode(name);
    const [text, language] = name;
    const element = make("span", "", text);
    if (language) element.lang = language;
    return element;
  }

  /**
   * Make a button that does something.
   * @param {string} style
   * @param {(string | Node)[]} content
   * @param {() => void} act
   */
  function makeButton(style, content, act) {
    const button = make("button", style, ...content);
    button.setAttribute("type", "button");
    button.addEventListener("click", act);
    return button;
  }

  /** The words of the page's language, with numbers in its forms. */
  class Words {
    constructor() {
      this.words = readBlock("script-words") || {};
      this.rules = new Intl.PluralRules(document.documentElement.lang);
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

  self.measurebook = Object.assign(self.measurebook || {}, {
    readBlock,
    make,
    makeName,
    makeButton,
    Words,
  });
})();
