/** A new element with properties (not attributes) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** A part that may be wider than the page: it scrolls by itself, and a keyboard reaches it. */
export function scrollRegion(label: string, ...content: readonly Node[]): HTMLElement {
  const region = element("div", { className: "scroll", tabIndex: 0 }, content);
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", label);
  return region;
}

/** A table whose first column heads the rows and whose other columns hold numbers. */
export function plainTable(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly (Node | string)[])[], // (rows, columns)
): HTMLTableElement {
  const head = titles.map((title, i) =>
    element("th", { scope: "col", className: i === 0 ? "" : "number" }, [title]),
  );
  const body = rows.map((cells) =>
    element(
      "tr",
      {},
      cells.map((cell, i) =>
        i === 0
          ? element("th", { scope: "row" }, [cell])
          : element("td", { className: "number" }, [cell]),
      ),
    ),
  );
  return element("table", {}, [
    element("caption", { className: "vh", textContent: caption }),
    element("thead", {}, [element("tr", {}, head)]),
    element("tbody", {}, body),
  ]);
}
