/**
 * Version of everything that decides a number. It stands in every task's definition: whoever changes
 * a formula, an order of summation, a seed or a solver raises it, and older records become stale.
 */
export const numericsVersion = 1;
