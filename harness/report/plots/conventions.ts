import type { TopLevelSpec } from "vega-lite";
import {
  type ConventionMatrix,
  type ConventionRow,
  type ConventionSet,
  disagrees,
  type Mark,
  totalOf,
} from "../../analysis/conventions.ts";
import type { Figure } from "../figure.ts";
import { accents, neutrals } from "../theme.ts";

/** What each mark says, in the order of the legend. */
export const markTexts: Readonly<Record<Mark, string>> = {
  selected: "the paper’s count is chosen (fold seeds and ties)",
  reached: "reached by a candidate, not chosen",
  between: "passed, but not met by any candidate",
  beyond: "beyond every candidate",
};

const marks = Object.keys(markTexts) as Mark[];

/** What a convention does otherwise than the first, in words. */
export function conventionText({ differences }: ConventionRow): string {
  if (differences.length === 0) return "the paper's protocol";
  return differences.map(([key, value]) => `${key} ${value}`).join(", ");
}

interface Panel {
  readonly title: string;
  readonly sets: readonly ConventionSet[];
}

const step = 15;

/** One height for the headings of all panels: that of the longest name of a data set. */
const topAxis = { orient: "top", domain: false, minExtent: 150 } as const;

/** Shape, lines and filling of a mark, with one legend for all panels. */
function encodings() {
  const labels = marks
    .map((mark) => `datum.label === '${mark}' ? '${markTexts[mark]}'`)
    .join(" : ");
  const labelExpr = `${labels} : ''`;
  const legend = { orient: "bottom", title: null, labelLimit: 600, columns: 2, labelExpr };
  const field = { field: "mark", type: "nominal" };
  const styled = (range: readonly string[]) => ({
    ...field,
    scale: { domain: marks, range },
    legend,
  });
  const { surface, muted } = neutrals;
  const blue = accents[0]!;
  const red = accents[4]!;
  return {
    shape: styled(["circle", "circle", "stroke", "M-0.8,-0.8L0.8,0.8M0.8,-0.8L-0.8,0.8"]),
    stroke: styled([blue, blue, muted, red]),
    fill: styled([blue, surface, surface, surface]),
  };
}

function panelOf(
  matrix: ConventionMatrix,
  rows: readonly ConventionRow[],
  { title, sets }: Panel,
  first: boolean,
) {
  const values = rows.flatMap((row) =>
    sets.flatMap((set) => {
      const cell = row.cells[matrix.sets.indexOf(set)];
      return cell === undefined
        ? []
        : [{ convention: conventionText(row), set: set.name, mark: cell.mark }];
    }),
  );
  return {
    width: { step },
    height: { step },
    data: { values },
    mark: { type: "point", size: 70, strokeWidth: 1.5, opacity: 1 },
    encoding: {
      x: {
        field: "set",
        type: "nominal",
        sort: sets.map(({ name }) => name),
        title,
        axis: { ...topAxis, labelAngle: -90, labelLimit: 200, grid: true },
      },
      y: {
        field: "convention",
        type: "nominal",
        sort: rows.map(conventionText),
        scale: { domain: rows.map(conventionText) },
        title: null,
        axis: first
          ? { labelLimit: 420, domain: false, ticks: false, grid: true, labelColor: neutrals.ink }
          : { labels: false, domain: false, ticks: false, grid: true },
      },
      ...encodings(),
    },
  };
}

function totalsPanel(matrix: ConventionMatrix, rows: readonly ConventionRow[]) {
  const parts: readonly (readonly [string, (set: ConventionSet) => boolean])[] = [
    ["disagreeing", disagrees],
    ["agreeing", (set) => !disagrees(set)],
  ];
  const values = rows.flatMap((row) =>
    parts.map(([part, counted]) => {
      const { selected, selectedByChance, sets } = totalOf(matrix, row, counted);
      return {
        convention: conventionText(row),
        part,
        text: `${selected} of ${sets} (${selectedByChance.toFixed(1)})`,
      };
    }),
  );
  return {
    width: { step: 92 },
    height: { step },
    data: { values },
    mark: { type: "text", align: "left", dx: -40 },
    encoding: {
      x: {
        field: "part",
        type: "nominal",
        sort: parts.map(([part]) => part),
        title: "chosen (by chance)",
        axis: { ...topAxis, labelAngle: 0, ticks: false },
      },
      y: {
        field: "convention",
        type: "nominal",
        sort: rows.map(conventionText),
        axis: null,
      },
      text: { field: "text", type: "nominal" },
    },
  };
}

/** Conventions as rows, data sets as columns, a mark for what each comes to. */
export function conventionsPlot(matrix: ConventionMatrix, rows: readonly ConventionRow[]): Figure {
  const apart = matrix.sets.filter(disagrees);
  const agreeing = matrix.sets.filter((set) => !disagrees(set));
  const panels = [
    { title: "disagree", sets: apart },
    { title: "agree", sets: agreeing },
  ].filter(({ sets }) => sets.length > 0);
  const spec = {
    hconcat: [
      ...panels.map((panel, p) => panelOf(matrix, rows, panel, p === 0)),
      totalsPanel(matrix, rows),
    ],
    spacing: 12,
  } as unknown as TopLevelSpec;
  return {
    id: "conventions",
    title: "Which convention gives the paper's RNTK accuracies?",
    subtitle: "Data sets on which the paper's protocol and its numbers disagree, and agree",
    caption: `A row a convention, a column a data set, from the largest disagreement to agreement under the paper's protocol. Full circle: ${markTexts.selected}; open circle: ${markTexts.reached}; bar: ${markTexts.between}; cross: ${markTexts.beyond}. At the end on how many sets the paper's count is chosen, and on how many it would be by chance.`,
    spec,
  };
}
