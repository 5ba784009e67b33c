import { required } from "./required.ts";
import { keepView, viewOf } from "./view.ts";

const groups = ["sizes", "paper", "ties"] as const;

/** Filters the rows of the table of results, and shows or hides groups of its columns. */
export function enableControls(table: HTMLTableElement): void {
  const form = required(document, "form.controls", HTMLFormElement);
  const name = required(form, "[name=name]", HTMLInputElement);
  const type = form.querySelector<HTMLSelectElement>("select[name=type]"); // where there are several
  const status = required(form, ".shown", HTMLElement);
  const boxes = groups.flatMap((group) => {
    const box = form.querySelector<HTMLInputElement>(`[name=${group}]`); // where there are such columns
    return box === null ? [] : [{ group, box }];
  });
  const rows = [...required(table, "tbody", HTMLTableSectionElement).rows];

  status.dataset.all = status.textContent?.trim() ?? "";

  function filter(): void {
    const part = name.value.trim().toLowerCase();
    const chosen = type?.value ?? "";
    for (const row of rows) {
      const { name = "", type = "" } = row.dataset;
      row.hidden = !name.toLowerCase().includes(part) || (chosen !== "" && type !== chosen);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent =
      shown === rows.length ? (status.dataset.all ?? "") : `${shown} of ${status.dataset.all}`;
  }

  function showColumns(): void {
    for (const { group, box } of boxes) table.classList.toggle(`hide-${group}`, !box.checked);
    // beside the accuracy, a method has a column of each group but the sizes
    const columns = 1 + boxes.filter(({ group, box }) => group !== "sizes" && box.checked).length;
    const methods = table.querySelectorAll<HTMLTableCellElement>("th.method:not(.theirs)");
    for (const header of methods) header.colSpan = columns;
  }

  const isWide = window.matchMedia("(min-width: 60rem)").matches;
  for (const { box } of boxes) {
    box.checked = isWide;
    box.addEventListener("change", showColumns);
  }
  showColumns();
  const frame = required(document, "#table .scroll", HTMLElement);
  // with many methods, the groups at the end of the list stay hidden until they are asked for
  for (const { box } of [...boxes].reverse()) {
    if (frame.scrollWidth <= frame.clientWidth) break;
    box.checked = false;
    showColumns();
  }
  form.addEventListener("input", () => {
    filter();
    keepView({ name: name.value.trim(), type: type?.value ?? "" });
  });
  name.value = viewOf("name");
  if (type !== null && [...type.options].some(({ value }) => value === viewOf("type"))) {
    type.value = viewOf("type");
  }
  filter();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}
