import { confusions } from "./confusions.ts";
import type { DatasetDetails, MethodDetails, PageDetails, SearchDetails } from "./details.ts";
import { element, plainTable, scrollRegion } from "./elements.ts";
import { methodTabs } from "./method-tabs.ts";
import { required } from "./required.ts";
import { validationSurface } from "./surface.ts";
import { keepView, viewOf } from "./view.ts";

function factList({ facts }: MethodDetails): HTMLElement {
  const isCode = (name: string) =>
    ["Recompute", "Explain"].includes(name) || name.startsWith("SHA");
  return element(
    "dl",
    { className: "facts" },
    facts.flatMap(([name, text]) => [
      element("dt", { textContent: name }),
      element("dd", {}, [isCode(name) ? element("code", { textContent: text }) : text]),
    ]),
  );
}

function tieTable(ties: SearchDetails["ties"], testSize: number): HTMLTableElement {
  const most = Math.max(...ties.map(([, candidates]) => candidates));
  const rows = ties.map(([right, candidates]) => {
    const bar = element("span", { className: "bar" });
    bar.style.width = `${(8 * candidates) / most}rem`;
    const accuracy = `${((100 * right) / testSize).toFixed(2)} %`;
    return [accuracy, element("span", {}, [bar, String(candidates)])];
  });
  return plainTable("Test accuracy of the tied candidates", ["Test accuracy", "Candidates"], rows);
}

function part(title: string, note: string, content: Node): Node[] {
  return [
    element("h3", { textContent: title }),
    element("p", { className: "note", textContent: note }),
    content,
  ];
}

const surfaceNote =
  "Validation accuracy in percent, best over all keys that are not shown; the frame is what was chosen.";

function searchParts(
  search: SearchDetails,
  { classes, testSize }: DatasetDetails,
  ramp: readonly string[],
): Node[] {
  const { first, surfaces, ties } = search;
  const parts: Node[] = [];
  if (first !== null && Object.keys(surfaces).length > 0) {
    const surface = validationSurface(search, first, ramp);
    parts.push(...part("Validation surface", surfaceNote, surface));
  }
  if (ties.length > 1) {
    const table = scrollRegion("Ties", tieTable(ties, testSize));
    parts.push(...part("Ties", "How the tied candidates do on the test set.", table));
  }
  const { note, table } = confusions(classes, search.confusion);
  parts.push(...part("Confusions", note, scrollRegion("Confusions", table)));
  return parts;
}

function panel(dataset: DatasetDetails, method: MethodDetails, ramp: readonly string[]) {
  const { label, search } = method;
  const parts = search === undefined ? [] : searchParts(search, dataset, ramp);
  const area = element("div", { id: "drawer-panel", tabIndex: -1 }, [factList(method), ...parts]);
  area.setAttribute("role", "tabpanel");
  area.setAttribute("aria-label", label);
  return area;
}

/** Opens, from the rows of the table of results, what is behind the numbers of their data sets. */
export function addDrawer(table: HTMLTableElement, { datasets, ramp }: PageDetails): void {
  const heading = element("h2", { id: "drawer-title" });
  const close = element("button", { className: "close", type: "button", textContent: "Close" });
  const content = element("div");
  const head = element("div", { className: "drawer-head" }, [heading, close]);
  const dialog = element("dialog", {}, [head, content]);
  dialog.setAttribute("aria-labelledby", "drawer-title");
  document.body.append(dialog);

  function show(dataset: DatasetDetails, method: MethodDetails): void {
    const tabs = methodTabs(dataset.methods, method, (other) => show(dataset, other));
    content.replaceChildren(tabs, panel(dataset, method, ramp));
    keepView({ open: dataset.name, method: method.id });
    required(tabs, '[aria-selected="true"]', HTMLButtonElement).focus();
  }

  function open(name: string | undefined, methodId = ""): void {
    const dataset = datasets.find((candidate) => candidate.name === name);
    const asked = dataset?.methods.find(({ id }) => id === methodId);
    const method = asked ?? dataset?.methods[0];
    if (dataset === undefined || method === undefined) return;
    heading.textContent = dataset.name;
    show(dataset, method);
    dialog.showModal();
    dialog.scrollTop = 0;
    close.focus();
  }

  required(table, "tbody", HTMLTableSectionElement).addEventListener("click", ({ target }) => {
    const row = target instanceof Element && target.closest("tr");
    if (row instanceof HTMLTableRowElement) open(row.dataset.name);
  });
  // the description of a point begins with its data set
  document.addEventListener("click", ({ target }) => {
    const mark = target instanceof Element ? target.closest<SVGElement>("[data-tip]") : null;
    const tip = mark?.dataset.tip ?? "";
    const named = datasets.filter(({ name }) => tip.startsWith(`${name}: `));
    if (named.length > 0) open(named.sort((a, b) => b.name.length - a.name.length)[0]?.name);
  });
  dialog.addEventListener("close", () => keepView({ open: "", method: "" }));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  if (viewOf("open") !== "") open(viewOf("open"), viewOf("method"));
}
