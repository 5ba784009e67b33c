import {
  type ConventionMatrix,
  type ConventionRow,
  type ConventionTotal,
  disagrees,
  totalOf,
} from "../../../analysis/conventions.ts";
import { counted, decimalText } from "../../format.ts";
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

/** How many of those are named in the answer; the table has them all. */
const namedInAnswer = 2;

function explains({ diagnostics, controls }: Standing, protocol: Standing): boolean {
  const most = ({ selected }: ConventionTotal, { sets }: ConventionTotal) =>
    selected >= mostOfThem * sets;
  // of all sets: one that was computed on some alone explains nothing of the others
  return (
    diagnostics.sets > 0 &&
    most(diagnostics, protocol.diagnostics) &&
    most(controls, protocol.controls)
  );
}

function totalText({ selected, sets, selectedByChance }: ConventionTotal): string {
  return `${selected} of ${sets} (${decimalText(selectedByChance, 1)} by chance)`;
}

/** Mean distance from the paper's accuracies over all sets. */
function distanceOf({ diagnostics, controls }: Standing): number {
  const sum = [diagnostics, controls].reduce(
    (all, { sets, distance }) => all + (sets === 0 ? 0 : sets * distance),
    0,
  );
  return sum / (diagnostics.sets + controls.sets);
}

/** The convention whose accuracies are nearest to the paper's, of those that were computed on all sets. */
function nearestText(first: Standing, others: readonly Standing[]): string {
  const setsOf = ({ diagnostics, controls }: Standing) => diagnostics.sets + controls.sets;
  const [nearest] = others
    .filter((one) => setsOf(one) === setsOf(first))
    .sort((a, b) => distanceOf(a) - distanceOf(b));
  if (nearest === undefined || distanceOf(nearest) >= distanceOf(first)) return "";
  return ` Nearest to the paper's accuracies on all sets is ${conventionText(nearest.row)}: off by ${decimalText(distanceOf(nearest), 2)} percentage points on average, where the protocol is off by ${decimalText(distanceOf(first), 2)}.`;
}

/** Sets that cannot be compared. */
function leftOutText({ leftOut }: ConventionMatrix): string {
  if (leftOut.length === 0) return "";
  return ` Left out, as the paper's table has no RNTK accuracy of these test cases: ${leftOut.join(", ")}.`;
}

/** The outcome in a few sentences. */
export function conventionsAnswer(
  matrix: ConventionMatrix,
  standings: readonly Standing[],
): string {
  const [first, ...others] = standings;
  const leftOut = leftOutText(matrix);
  if (first === undefined) return "No convention has been tried yet.";
  if (matrix.sets.length === 0) return `There is no data set to compare on.${leftOut}`;
  if (first.row.differences.length > 0)
    return `The paper's protocol, with every key at its default, is not among the records: there is nothing that the conventions could depart from.${leftOut}`;
  const cells = matrix.rows.flatMap(({ cells }) => cells).filter((cell) => cell !== undefined);
  const tried = `${counted(matrix.rows.length, "convention")} on ${counted(matrix.sets.length, "data set")} (${counted(cells.length, "cell")})`;
  const beyond = first.row.cells.filter((cell) => cell?.mark === "beyond").length;
  const start = `The paper's protocol chooses the paper's count on ${totalText(first.diagnostics)} of the sets on which it disagrees and on ${totalText(first.controls)} of the others; on ${beyond} no candidate of its grid comes up to it.`;
  const distance = nearestText(first, others);
  const explaining = others.filter((one) => explains(one, first));
  if (explaining.length > 0) {
    const names = explaining.slice(0, namedInAnswer).map(({ row, diagnostics, controls }) => {
      return `${conventionText(row)} (${totalText(diagnostics)} and ${totalText(controls)})`;
    });
    const more = explaining.length - names.length;
    const rest = more === 0 ? "" : `; and by ${counted(more, "other")}`;
    return `Of ${tried}, most of the paper's counts are chosen, where the protocol disagrees and on the others, by ${names.join("; ")}${rest}. That is suggestive, no proof: the best of many is chosen after the fact. ${start}${distance}${leftOut}`;
  }
  const best = others.reduce<Standing | undefined>(
    (most, one) =>
      most === undefined || one.diagnostics.selected > most.diagnostics.selected ? one : most,
    undefined,
  );
  const nearest =
    best === undefined || best.diagnostics.selected === 0
      ? ""
      : ` The one that chooses most of those on which the protocol disagrees is ${conventionText(best.row)}: ${totalText(best.diagnostics)}, and ${totalText(best.controls)} of the others.`;
  return `None of ${tried} chooses most of the paper's counts. ${start}${nearest}${distance}${leftOut}`;
}
