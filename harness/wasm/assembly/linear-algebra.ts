/*
 * Dense linear algebra on symmetric matrices: Householder's reduction to tridiagonal form, and what kernel
 * ridge regression asks of it. The formulas are those of `../twin/linear-algebra/`, in the same order: the
 * results are the same to the last bit.
 */

export { factorise, solve } from "./linear-algebra/cholesky";
export { stepLanczos } from "./linear-algebra/lanczos";
export { factorisePanels } from "./linear-algebra/panel-cholesky";
export { arrange, inverseDiagonal, multiply, pack, transformRows } from "./linear-algebra/panels";
export { formBasis, reflectRows } from "./linear-algebra/reflect";
export { reduce } from "./linear-algebra/reduce";
export { reduceUpper } from "./linear-algebra/reduce-upper";

/** First byte that is the caller's to lay out. */
export const heapBase: usize = __heap_base;
