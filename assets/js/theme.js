/* The theme: the system's, unless the reader has chosen otherwise.
   Loaded in the head without defer, so that the page is never painted in the wrong theme, and
   below the style sheet: a browser that has met the policy asks for what is below a script only
   when the script has run. */
(function () {
  "use strict";

  var KEY = "creative-azerbaijan-theme";
  var root = document.documentElement;
  var systemDark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      var value = window.localStorage.getItem(KEY);
      return value === "dark" || value === "light" ? value : null;
    } catch (blocked) {
      return null;
    }
  }

  function remember(theme) {
    try {
      if (theme) window.localStorage.setItem(KEY, theme);
      else window.localStorage.removeItem(KEY);
    } catch (blocked) {
      /* The choice then lasts as long as the page. */
    }
  }

  function system() {
    return systemDark.matches ? "dark" : "light";
  }

  function shown() {
    return root.getAttribute("data-theme") || system();
  }

  function show(theme) {
    if (theme) root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
    root.setAttribute("data-theme-shown", shown());
    document.querySelectorAll("[data-theme-switch]").forEach(label);
  }

  function label(button) {
    var words = button.getAttribute(shown() === "dark" ? "data-to-light" : "data-to-dark");
    button.setAttribute("aria-label", words);
    button.title = words;
  }

  function turn() {
    var wanted = shown() === "dark" ? "light" : "dark";
    var choice = wanted === system() ? null : wanted;
    remember(choice);
    show(choice);
  }

  show(chosen());
  systemDark.addEventListener("change", function () {
    show(chosen());
  });
  window.addEventListener("storage", function (event) {
    if (event.key === KEY) show(chosen());
  });
  document.addEventListener("DOMContentLoaded", function () {
    show(chosen());
    document.querySelectorAll("[data-theme-switch]").forEach(function (button) {
      button.addEventListener("click", turn);
    });
  });
})();
