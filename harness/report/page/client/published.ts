import type { PublishedDetails } from "./details.ts";
import { required } from "./required.ts";

/** Header above the columns of all published classifiers. */
function groupHeader(): HTMLTableCellElement {
  const header = document.createElement("th");
  header.scope = "colgroup";
  header.className = "method theirs";
  header.textContent = "Published";
  return header;
}

function columnTitle(name: string): HTMLTableCellElement {
  const title = document.createElement("th");
  title.scope = "col";
  title.className = "sortable number first";
  title.dataset.classifier = name;
  title.dataset.column = name;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  title.append(button);
  return title;
}

function accuracyCell(name: string, percent: number | null | undefined): HTMLTableCellElement {
  const cell = document.createElement("td");
  cell.className = "number first";
  cell.dataset.classifier = name;
  cell.textContent = percent?.toFixed(2) ?? "–";
  return cell;
}

/** Adds accuracies of published classifiers to the table of results, a column for each box ticked. */
export function addPublished(table: HTMLTableElement, published: PublishedDetails): void {
  const choice = required(document, "details.published", HTMLDetailsElement);
  const boxes = required(choice, "fieldset", HTMLFieldSetElement);
  const scroll = table.closest(".scroll");
  const groups = required(table, "thead tr:first-child", HTMLTableRowElement);
  const titles = required(table, "thead tr:last-child", HTMLTableRowElement);
  const body = required(table, "tbody", HTMLTableSectionElement);
  const rowOf = new Map(Array.from(body.rows, (row) => [row.dataset.name, row]));
  const isMany = scroll?.classList.contains("many") === true;
  const group = groupHeader();

  function add(name: string): void {
    const column = published.classifiers.indexOf(name);
    titles.append(columnTitle(name));
    for (const [i, dataset] of published.datasets.entries()) {
      rowOf.get(dataset)?.append(accuracyCell(name, published.percents[i]?.[column]));
    }
  }

  function remove(name: string): void {
    const cells = table.querySelectorAll(`[data-classifier="${CSS.escape(name)}"]`);
    for (const cell of cells) cell.remove();
  }

  function toggle(box: HTMLInputElement): void {
    if (box.checked) add(box.value);
    else remove(box.value);
    const count = titles.querySelectorAll("[data-classifier]").length;
    if (count > 0) groups.append(group);
    else group.remove();
    group.colSpan = Math.max(1, count);
    scroll?.classList.toggle("many", isMany || count > 0);
  }

  for (const name of published.classifiers) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = name;
    box.addEventListener("change", () => toggle(box));
    label.append(box, ` ${name}`);
    boxes.append(label);
  }
  choice.hidden = false;
}
