// Opens what is behind the numbers of a data set: settings, surface, ties, confusions, commands.
(() => {
  const data = JSON.parse(document.getElementById("data")?.textContent ?? "null");
  const table = document.querySelector("table.results");
  if (data === null || table === null) return;

  function element(name, properties = {}, children = []) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  }

  const heading = element("h2", { id: "drawer-title" });
  const close = element("button", { className: "close", type: "button", textContent: "Close" });
  const content = element("div");
  const dialog = element("dialog", {}, [
    element("div", { className: "drawer-head" }, [heading, close]),
    content,
  ]);
  dialog.setAttribute("aria-labelledby", "drawer-title");
  document.body.append(dialog);

  function facts(method) {
    const isCommand = (name) => ["Recompute", "Explain"].includes(name) || name.startsWith("SHA");
    return element(
      "dl",
      { className: "facts" },
      method.facts.flatMap(([name, text]) => [
        element("dt", { textContent: name }),
        element("dd", {}, [isCommand(name) ? element("code", { textContent: text }) : text]),
      ]),
    );
  }

  function plainTable(caption, titles, rows) {
    const row = (cells, tag) =>
      element(
        "tr",
        {},
        cells.map((cell, i) => {
          const name = tag === "td" && i === 0 ? "th" : tag;
          const node = element(name, { className: i === 0 ? "" : "number" }, [cell]);
          if (name === "th") node.scope = tag === "th" ? "col" : "row";
          return node;
        }),
      );
    return element("table", {}, [
      element("caption", { className: "vh", textContent: caption }),
      element("thead", {}, [row(titles, "th")]),
      element(
        "tbody",
        {},
        rows.map((cells) => row(cells, "td")),
      ),
    ]);
  }

  function ties(method, testSize) {
    const most = Math.max(...method.ties.map(([, count]) => count));
    const rows = method.ties.map(([right, count]) => {
      const bar = element("span", { className: "bar" });
      bar.style.width = `${(8 * count) / most}rem`;
      return [`${((100 * right) / testSize).toFixed(2)} %`, element("span", {}, [bar, String(count)])];
    });
    return plainTable("Test accuracy of the tied candidates", ["Test accuracy", "Candidates"], rows);
  }

  // every class against every class up to here; beyond, the confusions that occur most
  const wholeMatrix = 12;
  const mostConfusions = 20;

  function confusion(method, classes) {
    if (classes.length <= wholeMatrix) {
      const rows = classes.map((name, i) => [
        name,
        ...classes.map((_, j) => {
          const found = method.confusion.find(([label, guess]) => label === i && guess === j);
          return String(found?.[2] ?? "·");
        }),
      ]);
      return plainTable("Confusion matrix", ["True \\ predicted", ...classes], rows);
    }
    const wrong = method.confusion.filter(([label, guess]) => label !== guess);
    wrong.sort((a, b) => b[2] - a[2]);
    const rows = wrong
      .slice(0, mostConfusions)
      .map(([label, guess, cases]) => [classes[label], classes[guess], String(cases)]);
    return plainTable("Most frequent confusions", ["True", "Predicted", "Cases"], rows);
  }

  function block(title, note, body) {
    const parts = [element("h3", { textContent: title })];
    if (note !== "") parts.push(element("p", { className: "note", textContent: note }));
    const scroll = element("div", { className: "scroll", tabIndex: 0 }, [body]);
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", title);
    return [...parts, scroll];
  }

  function panel(dataset, method) {
    const parts = [facts(method)];
    if (method.status !== "done") return parts;
    if (method.first !== null && Object.keys(method.surfaces).length > 0) {
      parts.push(
        element("h3", { textContent: "Validation surface" }),
        element("p", {
          className: "note",
          textContent:
            "Mean accuracy over the folds in percent, best over all keys that are not shown; the frame is what was chosen.",
        }),
        window.validationSurface(method, data.ramp),
      );
    }
    if (method.ties.length > 1) {
      parts.push(...block("Ties", "How the tied candidates do on the test set.", ties(method, dataset.testSize)));
    }
    const note =
      dataset.classes.length <= wholeMatrix
        ? "Test cases by true class (rows) and predicted class."
        : `The most frequent of the wrong predictions among ${dataset.classes.length} classes.`;
    parts.push(...block("Confusions", note, confusion(method, dataset.classes)));
    return parts;
  }

  function show(dataset, chosen) {
    heading.textContent = dataset.name;
    const area = element("div", { id: "drawer-panel", tabIndex: -1 }, panel(dataset, chosen));
    area.setAttribute("role", "tabpanel");
    area.setAttribute("aria-label", chosen.label);
    const tabs = element(
      "div",
      { className: "tabs" },
      dataset.methods.map((method) => {
        const tab = element("button", { type: "button", textContent: method.label });
        tab.setAttribute("role", "tab");
        tab.setAttribute("aria-selected", String(method === chosen));
        tab.setAttribute("aria-controls", "drawer-panel");
        tab.tabIndex = method === chosen ? 0 : -1;
        tab.addEventListener("click", () => show(dataset, method));
        return tab;
      }),
    );
    tabs.setAttribute("role", "tablist");
    tabs.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const count = dataset.methods.length;
      const next = (dataset.methods.indexOf(chosen) + step + count) % count;
      show(dataset, dataset.methods[next]);
      content.querySelector('[aria-selected="true"]').focus();
    });
    content.replaceChildren(tabs, area);
  }

  function open(name) {
    const dataset = data.datasets.find((candidate) => candidate.name === name);
    if (dataset === undefined) return;
    show(dataset, dataset.methods[0]);
    dialog.showModal();
    dialog.scrollTop = 0;
    close.focus();
  }

  table.tBodies[0].addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row !== null) open(row.dataset.name);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
})();
