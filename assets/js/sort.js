/* Makes the heads of tables sort their rows. Without this script each table stands in the order in
   which it is told best. Cells say in data-order what they sort by, else it is their text. */
(function () {
  "use strict";

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

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
    const keyed = rows.map((row) => ({ row, key: readCell(row, column) }));
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
