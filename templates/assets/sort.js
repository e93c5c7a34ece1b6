// Sorts tables by any column, largest first; a third press gives back the printed order. Tables are complete without this.
"use strict";
(function () {
  const number = text => {
    const plain = text.replace(/[,%\s]/g, "");
    return plain === "" || isNaN(plain) ? null : Number(plain);
  };
  const order = new Intl.Collator("zh-CN", { numeric: true });

  function compare(one, other) {
    const a = number(one), b = number(other);
    if (a !== null && b !== null) return b - a;
    if (a !== null || b !== null) return a !== null ? -1 : 1;
    if (!one || !other) return one ? -1 : other ? 1 : 0;
    return order.compare(one, other);
  }

  function prepare(table) {
    const bodies = [...table.tBodies], printed = bodies.map(body => [...body.rows]);
    const heads = [...table.tHead.rows[0].cells];
    const sorted = document.createElement("tbody");

    function restore() {
      sorted.remove();
      bodies.forEach((body, at) => {
        body.append(...printed[at]);
        table.insertBefore(body, table.tFoot);
      });
    }

    function sort(column, direction) {
      const rows = printed.flat().filter(row => row.cells.length === heads.length);
      const text = new Map(rows.map(row => [row, row.cells[column].textContent.trim()]));
      rows.sort((one, other) => {
        const a = text.get(one), b = text.get(other);
        return !a || !b ? compare(a, b) : direction * compare(a, b);
      });
      bodies.forEach(body => body.remove());
      sorted.replaceChildren(...rows);
      table.insertBefore(sorted, table.tFoot);
    }

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort"), isText = column === 0;
        const first = isText ? "ascending" : "descending", second = isText ? "descending" : "ascending";
        const next = now === first ? second : now === second ? "" : first;
        heads.forEach(each => each.removeAttribute("aria-sort"));
        table.classList.toggle("sorted", next !== "");
        if (next === "") return restore();
        head.setAttribute("aria-sort", next);
        sort(column, next === first ? 1 : -1);
      });
    });
  }

  document.querySelectorAll("table.sortable").forEach(prepare);
})();
