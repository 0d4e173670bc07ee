/* On every page: "/" leads to the search box, or to the search page where there is none. */
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

  document.addEventListener("keydown", goToSearch);
})();
