/* Loads the generated scripts of assets/search/ when they are needed. A page opened from a folder
   may load scripts and nothing else, so data comes as scripts that fill `measurebookData`. */
(function () {
  "use strict";

  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();

  /**
   * Insert a script once. A script that fails may be asked for again.
   * @param {string} address relative to the folder of this script
   * @returns {Promise<void>}
   */
  function loadScript(address) {
    const known = scripts.get(address);
    if (known) return known;
    const loading = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(address, here).href;
      script.onload = () => resolve(undefined);
      script.onerror = () => {
        scripts.delete(address);
        script.remove();
        reject(new Error("cannot load " + address));
      };
      document.head.append(script);
    });
    scripts.set(address, loading);
    return loading;
  }

  /**
   * Load a generated script and return what it holds.
   * @param {string} name
   * @returns {Promise<any>}
   */
  async function loadData(name) {
    const holder = document.querySelector("[data-version]");
    const version = holder ? holder.getAttribute("data-version") : "";
    await loadScript("../search/" + name + ".js" + (version ? "?v=" + version : ""));
    return self.measurebookData[name];
  }

  /** Load titles and words in the language of the page. */
  function loadRecords() {
    return loadData("records." + document.documentElement.lang);
  }

  /**
   * Load what is shown of documents: their passages, and facts of measures.
   * @param {number[]} numbers
   * @param {number} chunk how many documents one script holds
   * @returns {Promise<Map<number, any>>}
   */
  async function loadTexts(numbers, chunk) {
    const names = new Set(numbers.map((number) => Math.floor(number / chunk)));
    const loaded = new Map();
    await Promise.all(
      Array.from(names, async (name) => loaded.set(name, await loadData("texts-" + name)))
    );
    return new Map(
      numbers.map((number) => [number, loaded.get(Math.floor(number / chunk))[number % chunk]])
    );
  }

  self.measurebook = Object.assign(self.measurebook || {}, {
    loadScript,
    loadData,
    loadRecords,
    loadTexts,
  });
})();
