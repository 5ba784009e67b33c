/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type ConventionCell,
  type ConventionMatrix,
  type ConventionSet,
  type ConventionTotal,
  conventionMatrix,
} from "../../../analysis/conventions.ts";
import { DataTable } from "../../page/data-table.tsx";
import { FigureView } from "../../page/figure-grid.tsx";
import { conventionsPlot, conventionText } from "../../plots/conventions.ts";
import type { ReportInput } from "../../report-input.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import {
  type ColumnOf,
  cellColumn,
  numberColumn,
  type Table,
  tableOf,
  textColumn,
} from "../../tables/table.ts";
import { conventionsAnswer, type Standing, standingsOf } from "./answer.ts";
import { explainConventions } from "./explain.ts";

type Group = "diagnostics" | "controls";

/** A number of a group of sets; nothing where the convention was computed on none of them. */
const column =
  (digits: number) => (title: string, name: string, group: Group, key: keyof ConventionTotal) =>
    numberColumn<Standing>(title, `${group}_${name}`, digits, ({ [group]: total }) =>
      total.sets === 0 && key !== "sets" ? undefined : total[key],
    );
const whole = column(0);
const tenths = column(1);
const hundredths = column(2);

/** A probability of which three decimals tell something, or that it is below them. */
const probability = cellColumn<Standing>("p", "diagnostics_p", "right", ({ diagnostics }) => {
  const { sets, chance } = diagnostics;
  if (sets === 0) return { text: "–", value: null };
  return { text: chance < 0.001 ? "< 0.001" : chance.toFixed(3), value: chance };
});

/** What a convention comes to on a group of sets. */
function totals(group: Group, title: string, between: readonly ColumnOf<Standing>[]) {
  return [
    whole(title, "sets", group, "sets"),
    whole("chosen", "chosen", group, "selected"),
    tenths("by chance", "chosen_by_chance", group, "selectedByChance"),
    ...between,
    whole("reached", "reached", group, "reached"),
    tenths("by chance", "reached_by_chance", group, "reachedByChance"),
    hundredths("off by", "distance", group, "distance"),
  ];
}

/** How many of the paper's counts each convention chooses and reaches, beside chance. */
function totalsTable(standings: readonly Standing[]): Table {
  return tableOf<Standing>(
    {
      id: "conventions",
      caption:
        "On how many sets a convention chooses the paper's count (over fold seeds and ties), reaches it with some candidate, and would do either by chance: were the paper's count as likely to be any from the smallest to the largest that conventions choose there, but for the lowest and the highest twentieth of them; p is the probability that so many or more are chosen by chance, for one convention, not for the best of all. “off by”: mean distance of the chosen accuracy from the paper's, in percentage points. Disagreeing: the paper's protocol does not choose the paper's count with any of its grids, so that it has none there and any other has more; agreeing: with one of its grids it does, so that what is like it chooses many there, whatever chance says.",
    },
    standings,
    [
      textColumn("Convention", "convention", ({ row }) => conventionText(row)),
      ...totals("diagnostics", "Disagreeing", [probability]),
      ...totals("controls", "Agreeing", []),
    ],
  );
}

const percent = (count: number, { testSize }: ConventionSet) => (100 * count) / testSize;

/** What is in reach on every set. */
function hindsightTable({ sets, rows }: ConventionMatrix): Table {
  const first = (set: ConventionSet) => rows[0]?.cells[sets.indexOf(set)];
  const conventionsWith = (test: (cell: ConventionCell, set: ConventionSet) => boolean) => {
    return (set: ConventionSet) =>
      rows.filter(({ cells }) => {
        const cell = cells[sets.indexOf(set)];
        return cell !== undefined && test(cell, set);
      }).length;
  };
  const column = (title: string, name: string, of: (set: ConventionSet) => number | undefined) =>
    cellColumn<ConventionSet>(title, name, "right", (set) => {
      const count = of(set);
      return count === undefined
        ? { text: "–", value: null }
        : { text: `${count} (${percent(count, set).toFixed(1)} %)`, value: count };
    });
  return tableOf<ConventionSet>(
    {
      id: "hindsight",
      caption:
        "Rightly classified test cases: the paper's; what the paper's protocol chooses, fewest and most over fold seeds and ties; the best of all its candidates in hindsight, which no selection passes; the best of all candidates of all conventions; how many conventions come up to the paper's with some candidate, and how many give its very count with one. “exact”: how many candidates of the protocol give the paper's count; “by chance”: how many would, were their counts spread evenly from the worst to the best. Tilde: no whole number of cases gives the paper's percentage.",
    },
    sets,
    [
      textColumn("Data set", "dataset", ({ name }) => name),
      numberColumn("Test cases", "test_cases", 0, ({ testSize }) => testSize),
      cellColumn("Paper", "paper", "right", (set) => ({
        text: `${set.doubtful ? "~" : ""}${set.published} (${percent(set.published, set).toFixed(1)} %)`,
        value: set.published,
      })),
      numberColumn("Fewest chosen", "least", 0, (set) => first(set)?.least),
      numberColumn("Most chosen", "most", 0, (set) => first(set)?.most),
      column("Best in hindsight", "best", (set) => first(set)?.best),
      numberColumn("Candidates", "candidates", 0, (set) => first(set)?.candidates),
      numberColumn("exact", "exact", 0, (set) => first(set)?.exact),
      numberColumn("by chance", "exact_by_chance", 1, (set) => first(set)?.exactByChance),
      column("of all conventions", "best_of_all", ({ best }) => best),
      numberColumn(
        "come up to it",
        "conventions",
        0,
        conventionsWith(({ best }, { published }) => best >= published),
      ),
      numberColumn(
        "give it",
        "conventions_exact",
        0,
        conventionsWith(({ exact }) => exact > 0),
      ),
    ],
  );
}

function contentOf({ records, planned }: ReportInput) {
  const matrix = conventionMatrix(records, planned);
  const standings = standingsOf(matrix);
  return {
    matrix,
    standings,
    answer: conventionsAnswer(matrix, standings),
    totals: totalsTable(standings),
    hindsight: hindsightTable(matrix),
  };
}

/** The report of the experiment on conventions. */
export const conventionsSection: ReportSection = {
  tableIds: ["conventions", "hindsight"],
  build(input) {
    const { matrix, standings, answer, totals, hindsight } = contentOf(input);
    const rows = standings.map(({ row }) => row);
    return {
      answer,
      tables: [totals, hindsight],
      figures: rows.length === 0 ? [] : [conventionsPlot(matrix, rows)],
      body: (figures) => (
        <>
          <section id="figures">
            <h2>Conventions and data sets</h2>
            {[...figures.values()].map((figure) => (
              <FigureView figure={figure} />
            ))}
          </section>
          <section id="tables">
            <h2>What is in reach</h2>
            <p class="note">{hindsight.caption}</p>
            <DataTable table={hindsight} />
          </section>
          <section id="conventions">
            <h2>Conventions</h2>
            <p class="note">{totals.caption}</p>
            <DataTable table={totals} />
          </section>
        </>
      ),
    };
  },
  terminal(input) {
    const { answer, totals, hindsight } = contentOf(input);
    return [tablePlain(hindsight), tablePlain(totals), answer].join("\n\n");
  },
  explain: explainConventions,
};
