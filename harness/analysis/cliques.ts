/**
 * The bars of a critical-difference diagram: maximal runs of at least two neighbours in the ranking
 * of which no two differ. Neighbours only: a bar over a method says that the method belongs to it.
 *
 * @param ranking best first
 * @param differ whether two members of the ranking differ significantly
 */
export function cliques<T>(ranking: readonly T[], differ: (a: T, b: T) => boolean): T[][] {
  const runs: T[][] = [];
  let reached = 0;
  for (let start = 0; start < ranking.length; start++) {
    let end = start + 1;
    while (
      end < ranking.length &&
      ranking.slice(start, end).every((member) => !differ(member, ranking[end]!))
    ) {
      end++;
    }
    // a run that ends where an earlier one did is part of it
    if (end > reached && end - start >= 2) runs.push(ranking.slice(start, end));
    reached = Math.max(reached, end);
  }
  return runs;
}
