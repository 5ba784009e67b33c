import { inkOn, rampColour } from "./colour.ts";
import type { AxisPair, SearchDetails } from "./details.ts";
import { element, scrollRegion } from "./elements.ts";

/** An axis of a surface: its name, its values, and the index of the chosen one. */
function sideOf({ axes, chosen }: SearchDetails, axis: number) {
  const { name, values } = axes[axis] ?? { name: "", values: [] };
  return { name, values, chosen: chosen[axis] };
}

/** Tenths of a percent by value of the axis down, then across; `null` where there is none. */
function surfaceRows(
  { axes, surfaces }: SearchDetails,
  [across, down]: AxisPair,
): (number | null)[][] {
  const tenths = surfaces[`${Math.min(across, down)}-${Math.max(across, down)}`] ?? [];
  const width = axes[across]?.values.length ?? 0;
  const height = axes[down]?.values.length ?? 0;
  return Array.from({ length: height }, (_, row) =>
    down < across
      ? tenths.slice(row * width, (row + 1) * width)
      : tenths.filter((_, index) => index % height === row),
  );
}

function heatTable(search: SearchDetails, pair: AxisPair, ramp: readonly string[]): Node {
  const [across, down] = [sideOf(search, pair[0]), sideOf(search, pair[1])];
  const rows = surfaceRows(search, pair);
  const known = rows.flat().filter((tenths) => tenths !== null);
  const low = Math.min(...known);
  const range = Math.max(1, Math.max(...known) - low);

  function cell(tenths: number | null, isChosen: boolean): HTMLElement {
    if (tenths === null) return element("td", { textContent: "–" });
    const colour = rampColour(ramp, (tenths - low) / range);
    const node = element("td", { textContent: (tenths / 10).toFixed(1) });
    node.style.background = `rgb(${colour.join(" ")})`;
    node.style.color = inkOn(colour);
    if (isChosen) {
      node.className = "chosen";
      node.append(element("span", { className: "vh", textContent: " chosen" }));
    }
    return node;
  }

  const head = [`${down.name} \\ ${across.name}`, ...across.values];
  const body = down.values.map((value, row) =>
    element("tr", {}, [
      element("th", { scope: "row", textContent: value }),
      ...(rows[row] ?? []).map((tenths, column) =>
        cell(tenths, row === down.chosen && column === across.chosen),
      ),
    ]),
  );
  return element("table", { className: "heat" }, [
    element("caption", {
      className: "vh",
      textContent: `Validation accuracy in percent by ${down.name} and ${across.name}`,
    }),
    element("thead", {}, [
      element(
        "tr",
        {},
        head.map((text) => element("th", { scope: "col", textContent: text })),
      ),
    ]),
    element("tbody", {}, body),
  ]);
}

function axisChoice({ axes }: SearchDetails, onChoose: (axis: number) => void): HTMLSelectElement {
  const select = element(
    "select",
    {},
    axes.map(({ name }, index) => element("option", { value: String(index), textContent: name })),
  );
  select.addEventListener("change", () => onChoose(Number(select.value)));
  return select;
}

/**
 * Validation accuracies over two axes of the search, which the reader chooses where there are more.
 *
 * @param first the axes to begin with
 * @param ramp colours from the lowest accuracy to the highest
 */
export function validationSurface(
  search: SearchDetails,
  first: AxisPair,
  ramp: readonly string[],
): HTMLElement {
  let [across, down] = first;
  const scroll = scrollRegion("Validation surface");
  // the other axis gives way: a surface has two different ones
  const acrossChoice = axisChoice(search, (axis) => {
    draw([axis, axis === down ? across : down]);
  });
  const downChoice = axisChoice(search, (axis) => {
    draw([axis === across ? down : across, axis]);
  });

  function draw(pair: AxisPair): void {
    [across, down] = pair;
    acrossChoice.value = String(across);
    downChoice.value = String(down);
    scroll.replaceChildren(heatTable(search, pair, ramp));
  }

  draw(first);
  const choices = element("div", { className: "axes" }, [
    element("label", {}, ["Across ", acrossChoice]),
    element("label", {}, ["Down ", downChoice]),
  ]);
  return element("div", {}, search.axes.length > 2 ? [choices, scroll] : [scroll]);
}
