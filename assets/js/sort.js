/* Makes the heads of tables sort their rows. Without this script each table stands in the order in
   which it is told best. Cells say in data-order what they sort by, else it is their text; the table
   says in data-sortable in which order its language has the letters. */
(function () {
  "use strict";

  const collator = new Intl.Collator("en", { numeric: true });
  const FIRST_SIGN = 0x4e00; // signs that collators put behind numbers and in the order of their codes
  /** @type {Object<string, string>} letters that are no other letter with a mark */
  const PLAIN = { ə: "e", ı: "i" };

  /**
   * Return what spells texts in such signs, one for each letter of an alphabet: browsers do not know
   * the order of every language that they say they know.
   * @param {string[]} alphabet
   * @returns {(text: string) => string}
   */
  function makeSpeller(alphabet) {
    const signs = new Map(
      alphabet.map((letter, place) => [letter, String.fromCodePoint(FIRST_SIGN + place)])
    );
    const spell = (/** @type {string} */ letter) =>
      signs.get(letter) || signs.get(PLAIN[letter] || letter.normalize("NFD")[0]) || letter;
    return (text) => {
      const dotted = (signs.has("ı") ? text.replace(/I/g, "ı") : text).replace(/İ/g, "i");
      return Array.from(dotted.toLowerCase().normalize("NFC"), spell).join("");
    };
  }

  /**
   * @param {HTMLTableRowElement} row
   * @param {number} column
   * @returns {string}
   */
  function readCell(row, column) {
    const cell = row.cells[column];
    return cell.dataset.order || (cell.textContent || "").trim();
  }

  /**
   * Sort the rows of a table by a column; rows that are equal there keep their first order.
   * @param {HTMLTableElement} table
   * @param {HTMLTableRowElement[]} rows in their first order
   * @param {number} column
   * @param {boolean} descending
   */
  function sortRows(table, rows, column, descending) {
    const sign = descending ? -1 : 1;
    const spell = makeSpeller((table.dataset.sortable || "").split(" ").filter(Boolean));
    const keyed = rows.map((row) => ({ row, key: spell(readCell(row, column)) }));
    keyed.sort((one, other) => sign * collator.compare(one.key, other.key));
    table.tBodies[0].append(...keyed.map(({ row }) => row));
  }

  /** @param {HTMLTableElement} table */
  function makeSortable(table) {
    const rows = Array.from(table.tBodies[0].rows);
    const heads = Array.from(table.tHead ? table.tHead.rows[0].cells : []);
    for (const [column, head] of heads.entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...Array.from(head.childNodes));
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sortRows(table, rows, column, descending);
      });
      head.append(button);
    }
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    makeSortable(/** @type {HTMLTableElement} */ (table));
  }
})();
