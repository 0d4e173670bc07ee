/* Choosing measures to compare, in any list. The choice is kept between pages where the browser
   lets it be kept, and always stands in the link that leads to the comparison. */
(function () {
  "use strict";

  const { make, makeName, makeButton, Words } = self.measurebook;

  const KEY = "creative-azerbaijan-compare";
  const FEWEST = 2;
  const MOST = 4;
  const CLEARANCE = 8;
  const SLUG = /^[a-z0-9-]{1,80}$/;

  const words = new Words();

  /** @returns {string[]} */
  function readChoice() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter(isSlug).slice(0, MOST) : [];
    } catch (blocked) {
      return [];
    }
  }

  /** @param {unknown} value */
  function isSlug(value) {
    return typeof value === "string" && SLUG.test(value);
  }

  /** @param {string[]} choice */
  function keepChoice(choice) {
    try {
      if (choice.length) localStorage.setItem(KEY, JSON.stringify(choice));
      else localStorage.removeItem(KEY);
    } catch (blocked) {
      /* The choice then lasts as long as the page. */
    }
  }

  /** Boxes to tick in the rows of measures, and a tray with what is ticked. */
  class Picker {
    constructor() {
      this.choice = readChoice();
      this.tray = this.makeTray();
      /** @type {Map<HTMLInputElement, Element>} */
      this.boxes = new Map();
      this.addBoxes();
      this.show();
      new ResizeObserver(() => this.keepClear()).observe(this.tray);
      document.addEventListener("measurebook:rows", () => {
        this.addBoxes();
        this.show();
      });
      addEventListener("storage", (event) => {
        if (event.key === KEY) {
          this.choice = readChoice();
          this.show();
        }
      });
    }

    /** Add a box to each row that has none; rows that went away are forgotten. */
    addBoxes() {
      for (const [box, row] of this.boxes) {
        if (!row.isConnected) this.boxes.delete(box);
      }
      const rows = document.querySelectorAll("li[data-measure]:not([data-pick])");
      for (const row of rows) this.addBox(row);
    }

    /** @param {Element} row */
    addBox(row) {
      const box = document.createElement("input");
      box.type = "checkbox";
      const slug = row.getAttribute("data-measure") || "";
      box.addEventListener("change", () => this.choose(slug, box.checked));
      const title = row.querySelector(".measure-item__title");
      const named = title ? (title.textContent || "").trim() : slug;
      const marked = title && title.querySelector("[lang]");
      const language = marked ? marked.getAttribute("lang") : "";
      const name = make("span", "visually-hidden", ": ", makeName([named, language]));
      const label = make("label", "compare-pick", box, " " + words.say("compare_pick"), name);
      const body = row.querySelector(":scope > div");
      if (body) body.append(label);
      row.setAttribute("data-pick", "");
      this.boxes.set(box, row);
    }

    /**
     * @param {string} slug
     * @param {boolean} isChosen
     */
    choose(slug, isChosen) {
      const others = this.choice.filter((chosen) => chosen !== slug);
      this.choice = isChosen ? [...others, slug].slice(0, MOST) : others;
      keepChoice(this.choice);
      this.show();
    }

    makeTray() {
      const status = make("p", "");
      status.setAttribute("role", "status");
      const go = make("a", "button button--main", words.say("compare_go"));
      const clear = makeButton("button", [words.say("compare_clear")], () => this.clear());
      const tray = make("section", "compare-tray no-print", status, go, clear);
      tray.setAttribute("aria-label", words.say("compare_label"));
      tray.hidden = true;
      (document.getElementById("content") || document.body).append(tray);
      return tray;
    }

    /** Scroll what is focused to above the tray; a hidden tray has no height. */
    keepClear() {
      const height = this.tray.offsetHeight;
      document.documentElement.style.scrollPaddingBottom = height ? `${height + CLEARANCE}px` : "";
    }

    clear() {
      const [first] = this.choice;
      this.choice = [];
      keepChoice(this.choice);
      this.show();
      const box = document.querySelector(`li[data-measure="${first}"] .compare-pick input`);
      if (box instanceof HTMLElement) box.focus();
    }

    /** Tick the boxes of what is chosen; with four, no other can be ticked. */
    show() {
      const isFull = this.choice.length >= MOST;
      for (const [box, row] of this.boxes) {
        const isChosen = this.choice.includes(row.getAttribute("data-measure") || "");
        if (box.checked !== isChosen) box.checked = isChosen;
        if (box.disabled !== (isFull && !isChosen)) box.disabled = isFull && !isChosen;
      }
      this.showTray(isFull);
    }

    /** @param {boolean} isFull */
    showTray(isFull) {
      const [status, go] = this.tray.children;
      const count = this.choice.length;
      const told = words.count("compare_chosen", count);
      const hint = isFull ? words.say("compare_full") : count < FEWEST ? words.say("compare_more") : "";
      this.tray.hidden = count === 0;
      status.textContent = hint ? told + ". " + hint : told;
      go.toggleAttribute("hidden", count < FEWEST);
      go.setAttribute("href", findRoot() + "compare.html?m=" + this.choice.join(","));
    }
  }

  /** Return the way to the folder of this language's pages. */
  function findRoot() {
    const home = document.querySelector("a.brand");
    const address = home ? home.getAttribute("href") || "" : "";
    return address.replace(/index\.html$/, "");
  }

  if (document.querySelector("li[data-measure], [data-search]")) new Picker();
})();
