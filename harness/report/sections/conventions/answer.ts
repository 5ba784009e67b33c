import {
  type ConventionMatrix,
  type ConventionRow,
  type ConventionTotal,
  disagrees,
  totalOf,
} from "../../../analysis/conventions.ts";
import { counted, decimalText, probabilityText } from "../../format.ts";
import { conventionText } from "../../plots/conventions.ts";

/** A convention with what it comes to where the first disagrees with the paper and where it agrees. */
export interface Standing {
  readonly row: ConventionRow;
  readonly diagnostics: ConventionTotal;
  readonly controls: ConventionTotal;
}

/** Every convention's standing: the first, then the others by how much they choose, and reach. */
export function standingsOf(matrix: ConventionMatrix): Standing[] {
  const standings = matrix.rows.map((row) => ({
    row,
    diagnostics: totalOf(matrix, row, disagrees),
    controls: totalOf(matrix, row, (set) => !disagrees(set)),
  }));
  const chosen = ({ diagnostics, controls }: Standing) => diagnostics.selected + controls.selected;
  const reached = ({ diagnostics, controls }: Standing) => diagnostics.reached + controls.reached;
  const [first, ...others] = standings;
  return first === undefined
    ? []
    : [first, ...others.sort((a, b) => chosen(b) - chosen(a) || reached(b) - reached(a))];
}

/** A convention explains the paper's column where it chooses its counts on so many of the sets in question, and keeps the others. */
const mostOfThem = 0.75;

function explains({ diagnostics, controls }: Standing): boolean {
  return (
    diagnostics.selected >= mostOfThem * diagnostics.sets &&
    controls.selected >= mostOfThem * controls.sets
  );
}

function totalText({ selected, sets, selectedByChance }: ConventionTotal): string {
  return `${selected} of ${sets} (${decimalText(selectedByChance, 1)} by chance)`;
}

/** How likely so many are by chance, for one convention that is looked at and for the best of all. */
function chanceText({ chance }: ConventionTotal, conventions: number): string {
  return `so many or more have a probability ${probabilityText(chance)} by chance, of which ${conventions} conventions were tried`;
}

/** The outcome in a few sentences. */
export function conventionsAnswer(
  matrix: ConventionMatrix,
  standings: readonly Standing[],
): string {
  const [first, ...others] = standings;
  if (first === undefined) return "No convention has been tried yet.";
  const cells = matrix.rows.flatMap(({ cells }) => cells).filter((cell) => cell !== undefined);
  const tried = `${counted(matrix.rows.length, "convention")} on ${counted(matrix.sets.length, "data set")}, ${counted(cells.length, "cell")}`;
  const beyond = first.row.cells.filter((cell) => cell?.mark === "beyond").length;
  const start = `${tried}: the paper's protocol chooses the paper's count on ${totalText(first.diagnostics)} of the sets in question and on ${totalText(first.controls)} of the others; on ${beyond} no candidate of its grid comes up to it`;
  const explaining = others.filter(explains);
  if (explaining.length > 0) {
    const names = explaining.map(({ row, diagnostics, controls }) => {
      return `${conventionText(row)}, ${totalText(diagnostics)} and ${totalText(controls)}`;
    });
    const least = explaining.reduce((a, b) =>
      b.diagnostics.chance < a.diagnostics.chance ? b : a,
    );
    return `${start}. The paper's RNTK column is reproduced by: ${names.join("; ")}; of the least likely, ${chanceText(least.diagnostics, matrix.rows.length)}.`;
  }
  const best = others.reduce<Standing | undefined>(
    (most, one) =>
      most === undefined || one.diagnostics.selected > most.diagnostics.selected ? one : most,
    undefined,
  );
  const nearest =
    best === undefined
      ? ""
      : ` The one that chooses most of those in question is ${conventionText(best.row)}: ${totalText(best.diagnostics)}, and ${totalText(best.controls)} of the others; ${chanceText(best.diagnostics, matrix.rows.length)}.`;
  return `${start}. None of the conventions reproduces the paper's RNTK column.${nearest}`;
}
