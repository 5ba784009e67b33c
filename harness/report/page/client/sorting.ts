import { required } from "./required.ts";
import { keepView, viewOf } from "./view.ts";

// "–", "·" and "failed" have no number
function numberOf(cell: HTMLTableCellElement | undefined): number {
  const text = cell?.dataset.sort ?? cell?.textContent ?? "";
  return Number.parseFloat(text.replace("−", "-").replace("≤", ""));
}

const nameOf = (row: HTMLTableRowElement): string => row.dataset.name ?? "";

type Order = (a: HTMLTableRowElement, b: HTMLTableRowElement) => number;

function byName(sign: number): Order {
  return (a, b) => sign * nameOf(a).localeCompare(nameOf(b), "en");
}

/** What has no number stands at the end in either direction. */
function byNumber(column: number, sign: number): Order {
  return (a, b) => {
    const [x, y] = [numberOf(a.cells[column]), numberOf(b.cells[column])];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  };
}

/** Sorts a table by the column whose title is clicked, the other way round at the next click. */
export function enableSorting(table: HTMLTableElement): void {
  const body = required(table, "tbody", HTMLTableSectionElement);
  const rows = [...body.rows]; // rows that are equal stay in this order

  function sortBy(header: HTMLTableCellElement, direction: string): void {
    const isName = header.dataset.column === "name";
    const sign = direction === "ascending" ? 1 : -1;
    body.append(...[...rows].sort(isName ? byName(sign) : byNumber(header.cellIndex, sign)));
    for (const sorted of table.querySelectorAll("[aria-sort]")) sorted.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
  }

  function nextDirection(header: HTMLTableCellElement): string {
    // numbers start with the largest, names with A
    const isName = header.dataset.column === "name";
    const [start, other] = isName
      ? (["ascending", "descending"] as const)
      : (["descending", "ascending"] as const);
    return header.getAttribute("aria-sort") === start ? other : start;
  }

  table.tHead?.addEventListener("click", ({ target }) => {
    const header = target instanceof Element && target.closest("th.sortable");
    if (!(header instanceof HTMLTableCellElement)) return;
    const direction = nextDirection(header);
    sortBy(header, direction);
    keepView({ sort: `${header.dataset.column} ${direction}` });
  });
  const [column = "", direction = ""] = viewOf("sort").split(" ");
  const headers = [...table.querySelectorAll<HTMLTableCellElement>("th.sortable")];
  const asked = headers.find((header) => header.dataset.column === column);
  if (asked !== undefined && ["ascending", "descending"].includes(direction)) {
    sortBy(asked, direction);
  }
}
