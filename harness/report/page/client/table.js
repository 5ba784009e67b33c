// Sorts and filters the table of results, and shows or hides groups of its columns.
(() => {
  const table = document.querySelector("table.results");
  if (table === null) return;
  const form = document.querySelector("form.controls");
  const body = table.tBodies[0];
  const rows = [...body.rows];

  // "–", "·" and "failed" have no number and stand at the end in either direction
  function numberOf(cell) {
    const text = cell.dataset.sort ?? cell.textContent;
    return Number.parseFloat(text.replace("−", "-").replace("≤", ""));
  }

  function sortBy(header) {
    const column = header.cellIndex;
    const isName = header.dataset.column === "name";
    const before = header.getAttribute("aria-sort");
    // numbers start with the largest, names with A
    const start = isName ? "ascending" : "descending";
    const other = isName ? "descending" : "ascending";
    const direction = before === start ? other : start;
    const sign = direction === "ascending" ? 1 : -1;
    const keyed = rows.map((row) => ({
      row,
      key: isName ? row.dataset.name : numberOf(row.cells[column]),
    }));
    keyed.sort((a, b) => {
      if (isName) return sign * a.key.localeCompare(b.key, "en");
      if (Number.isNaN(a.key) || Number.isNaN(b.key)) {
        return Number(Number.isNaN(a.key)) - Number(Number.isNaN(b.key));
      }
      return sign * (a.key - b.key);
    });
    body.append(...keyed.map(({ row }) => row));
    for (const sorted of table.querySelectorAll("[aria-sort]")) sorted.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
  }

  function filter() {
    const name = form.elements.name.value.trim().toLowerCase();
    const type = form.elements.type?.value ?? "";
    let shown = 0;
    for (const row of rows) {
      const fits =
        row.dataset.name.toLowerCase().includes(name) && (type === "" || row.dataset.type === type);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    form.querySelector(".shown").textContent =
      shown === rows.length ? `${shown} data sets` : `${shown} of ${rows.length} data sets`;
  }

  function showColumns() {
    const shown = (group) => form.elements[group].checked;
    for (const group of ["sizes", "paper", "ties"]) {
      table.classList.toggle(`hide-${group}`, !shown(group));
    }
    for (const header of table.querySelectorAll("th.method")) {
      header.colSpan = 1 + Number(shown("paper")) + Number(shown("ties"));
    }
  }

  table.tHead.addEventListener("click", (event) => {
    const header = event.target.closest("th.sortable");
    if (header !== null) sortBy(header);
  });

  const isWide = window.matchMedia("(min-width: 60rem)").matches;
  for (const group of ["sizes", "paper", "ties"]) {
    const box = form.elements[group];
    box.checked = isWide;
    box.addEventListener("change", showColumns);
  }
  showColumns();
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
})();
