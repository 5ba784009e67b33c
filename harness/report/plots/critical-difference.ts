import type { TopLevelSpec } from "vega-lite";
import type { NamedMethod } from "../../analysis/classification.ts";
import type { Significance } from "../../analysis/significance.ts";
import type { Figure } from "../figure.ts";
import { decimalText, probabilityText } from "../format.ts";
import { labelsOf } from "../labels.ts";
import { neutrals } from "../theme.ts";
import type { Plot } from "./plot.ts";

const width = 250;
/** Pixels between the labels of two methods, and between two cliques. */
const labelStep = 22;
const cliqueStep = 9;

/** One of the two ways to say which methods cannot be told apart. */
interface Test {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly caption: string;
  readonly cliques: readonly (readonly string[])[];
  /** Length of the bar that shows the critical difference, in ranks. */
  readonly bar: number | undefined;
}

function testsOf({ nemenyi, wilcoxonHolm, alpha, friedman }: Significance): Test[] {
  const joined = "Methods on one bar cannot be told apart";
  const overall = `Friedman's test over all methods: p ${probabilityText(friedman.p)}.`;
  return [
    {
      id: "nemenyi",
      title: "Mean ranks, Nemenyi",
      subtitle: `${joined} at ${alpha}`,
      caption: `Mean ranks (1 is best; ties share the mean of their ranks) and Nemenyi's critical difference ${decimalText(nemenyi.criticalDifference, 2)}. ${overall}`,
      cliques: nemenyi.cliques,
      bar: nemenyi.criticalDifference,
    },
    {
      id: "wilcoxon-holm",
      title: "Mean ranks, Wilcoxon-Holm",
      subtitle: `${joined} at ${alpha}`,
      caption: `The same mean ranks; the bars come from Wilcoxon's signed-rank test of every pair, with Holm's correction.`,
      cliques: wilcoxonHolm.cliques,
      bar: undefined,
    },
  ];
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

/** Lines from each method's rank down and out to its label: the better half left, the others right. */
function layout(
  ranking: Significance["ranking"],
  methods: readonly NamedMethod[],
  ends: readonly [number, number],
  top: number,
) {
  const half = Math.ceil(ranking.length / 2);
  const label = labelsOf(methods);
  const lines: Line[] = [];
  const labels = ranking.map(({ method, meanRank }, index) => {
    const isLeft = index < half;
    const level = isLeft ? index : ranking.length - 1 - index;
    const y = top + level * labelStep;
    const edge = isLeft ? ends[0] : ends[1];
    lines.push({ x: meanRank, y: 0, x2: meanRank, y2: y });
    lines.push({ x: meanRank, y, x2: edge, y2: y });
    const name = label(method);
    const rank = decimalText(meanRank, 2);
    return {
      x: edge,
      y,
      side: isLeft ? "left" : "right",
      text: isLeft ? `${name}  ${rank}` : `${rank}  ${name}`,
    };
  });
  return { lines, labels };
}

function specOf(
  significance: Significance,
  methods: readonly NamedMethod[],
  test: Test,
): TopLevelSpec {
  const { ranking } = significance;
  const ends: [number, number] = [1, ranking.length];
  const cliques = test.cliques.filter((members) => members.length > 1);
  const top = 20 + cliqueStep * cliques.length;
  const height = top + labelStep * (Math.ceil(ranking.length / 2) - 1) + 4;
  const rankOf = new Map(ranking.map(({ method, meanRank }) => [method, meanRank]));
  const bars = cliques.map((members, index) => {
    const ranks = members.map((method) => rankOf.get(method)!);
    const y = 11 + cliqueStep * index;
    return { x: Math.min(...ranks) - 0.03, x2: Math.max(...ranks) + 0.03, y, y2: y };
  });
  const { lines, labels } = layout(ranking, methods, ends, top);
  const x = {
    field: "x",
    type: "quantitative",
    scale: { domain: ends, nice: false, zero: false },
    axis: { orient: "top", grid: false, title: null, values: ranking.map((_, i) => i + 1) },
  } as const;
  const y = {
    field: "y",
    type: "quantitative",
    scale: { domain: [height, 0] as number[], nice: false, zero: false },
    axis: null,
  } as const;
  const segment = { x, y, x2: { field: "x2" }, y2: { field: "y2" } } as const;
  const text = (side: "left" | "right") => ({
    data: { values: labels.filter((label) => label.side === side) },
    mark: {
      type: "text",
      align: side === "left" ? "right" : "left",
      baseline: "middle",
      dx: side === "left" ? -6 : 6,
      fontSize: 12,
    } as const,
    encoding: { x, y, text: { field: "text" } },
  });
  const barOfTest = test.bar === undefined ? [] : [{ x: 1, x2: 1 + test.bar, y: -26, y2: -26 }];
  return {
    width,
    height,
    layer: [
      {
        data: { values: lines },
        mark: { type: "rule", color: neutrals.muted, strokeWidth: 1 },
        encoding: segment,
      },
      {
        data: { values: bars },
        mark: { type: "rule", color: neutrals.ink, strokeWidth: 4, strokeCap: "round" },
        encoding: segment,
      },
      ...barOfTest.flatMap((bar) => [
        {
          data: { values: [bar] },
          mark: { type: "rule", color: neutrals.ink, strokeWidth: 2 } as const,
          encoding: segment,
        },
        {
          data: { values: [{ x: bar.x2, y: bar.y }] },
          mark: { type: "text", align: "left", baseline: "middle", dx: 6 } as const,
          encoding: { x, y, text: { value: `critical difference ${decimalText(test.bar, 2)}` } },
        },
      ]),
      text("left"),
      text("right"),
    ],
  };
}

/** Critical-difference diagrams after Demšar (2006): mean ranks, and bars over what cannot be told apart. */
export const criticalDifferencePlot: Plot = {
  name: "critical-difference",
  figures({ results, significance }): Figure[] {
    if (significance === undefined) return [];
    return testsOf(significance).map((test) => ({
      id: `critical-difference-${test.id}`,
      title: test.title,
      subtitle: test.subtitle,
      caption: test.caption,
      spec: specOf(significance, results.methods, test),
    }));
  },
};
