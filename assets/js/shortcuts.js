/* On every page: "/" leads to the search box, or to the search page where there is none, the links to
   the other languages keep what the address says (the search, the choice, the place), what the
   page holds is listed open only where the list stands beside the text, and the citation is copied. */
(function () {
  "use strict";

  /** @param {Element | null} element */
  function takesText(element) {
    return (
      element instanceof HTMLElement &&
      (element.isContentEditable || element.matches("input, textarea, select"))
    );
  }

  /** @param {KeyboardEvent} event */
  function goToSearch(event) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== "/" || !isPlain || takesText(document.activeElement)) return;
    const box = document.getElementById("q");
    const link = document.querySelector("a[data-search-link]");
    if (box) box.focus();
    else if (link instanceof HTMLAnchorElement) location.assign(link.href);
    else return;
    event.preventDefault();
  }

  /** @param {Event} event */
  function keepState(event) {
    const link = event.target instanceof Element && event.target.closest("a[hreflang]");
    if (!(link instanceof HTMLAnchorElement)) return;
    link.search = location.search;
    link.hash = location.hash;
  }

  /** Fold on narrow screens; until now the style sheet did as if this had happened. */
  function fold() {
    const wide = matchMedia("(min-width: 62rem)");
    for (const part of document.querySelectorAll("details[data-open-where-wide]")) {
      const adapt = () => part.toggleAttribute("open", wide.matches);
      adapt();
      part.removeAttribute("data-waiting");
      wide.addEventListener("change", adapt);
    }
  }

  /**
   * Show a button that copies a text of the page, and for a moment says that it has.
   * @param {HTMLElement} button
   */
  function offerCopy(button) {
    const text = document.getElementById(button.dataset.copy || "");
    const word = button.querySelector("[aria-live]");
    if (!navigator.clipboard || !text || !word) return;
    const asked = word.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.innerText);
      word.textContent = button.dataset.done || "";
      setTimeout(() => {
        word.textContent = asked;
      }, 2000);
    });
  }

  fold();
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    if (button instanceof HTMLElement) offerCopy(button);
  });
  document.addEventListener("keydown", goToSearch);
  for (const asked of ["click", "auxclick", "contextmenu"]) {
    document.addEventListener(asked, keepState);
  }
})();
