/*
 * The ReLU recursions of the RNTK and of the NTK on pairs of series. The formulas are those of
 * `../twin/`, in the same order: the results are the same to the last bit.
 */

export { activate, activateNormalised } from "./kernels/activate";
export { combineAbove, combineAngles, combineInput } from "./kernels/combine";
export { addProducts, addSquaredDistances, addSquaredSums } from "./kernels/measure";
export { packAbove, packInput } from "./kernels/pack";
export { readOut } from "./kernels/read";
export { accumulate, sweep } from "./kernels/sweep";

/** First byte that is the caller's to lay out. */
export const heapBase: usize = __heap_base;
