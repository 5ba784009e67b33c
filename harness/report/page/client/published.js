// Adds the accuracies of published classifiers to the table of results, a column for each box ticked.
(() => {
  const { published } = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
  const table = document.querySelector("table.results");
  const place = document.querySelector("details.published");
  if (published === undefined || table === null || place === null) return;
  const [groups, titles] = table.tHead.rows;
  const rowOf = new Map([...table.tBodies[0].rows].map((row) => [row.dataset.name, row]));
  const scroll = table.closest(".scroll");
  const isMany = scroll.classList.contains("many");

  function groupHeader() {
    const header = document.createElement("th");
    header.scope = "colgroup";
    header.className = "method theirs";
    header.textContent = "Published";
    return header;
  }
  const group = groupHeader();

  function titleOf(name) {
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

  function add(name) {
    const column = published.classifiers.indexOf(name);
    titles.append(titleOf(name));
    for (const [i, dataset] of published.datasets.entries()) {
      const cell = document.createElement("td");
      cell.className = "number first";
      cell.dataset.classifier = name;
      cell.textContent = published.percents[i][column]?.toFixed(2) ?? "–";
      rowOf.get(dataset)?.append(cell);
    }
  }

  function remove(name) {
    const selector = `[data-classifier="${CSS.escape(name)}"]`;
    for (const cell of table.querySelectorAll(selector)) cell.remove();
  }

  function toggle(box) {
    if (box.checked) add(box.value);
    else remove(box.value);
    const count = titles.querySelectorAll("[data-classifier]").length;
    if (count > 0) groups.append(group);
    else group.remove();
    group.colSpan = Math.max(1, count);
    scroll.classList.toggle("many", isMany || count > 0);
  }

  for (const name of published.classifiers) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = name;
    box.addEventListener("change", () => toggle(box));
    label.append(box, ` ${name}`);
    place.querySelector("fieldset").append(label);
  }
  place.hidden = false;
})();
