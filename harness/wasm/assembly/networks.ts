/*
 * What the training of recurrent networks takes, in float32. Addresses are indices of numbers. The formulas are
 * those of `../twin/networks/`, in the same order: the results are the same to the last bit.
 */

export { gruStep, gruStepBack, rectify, rectifyBack } from "./networks/cells";
export { addOuter, addSums, scale, update } from "./networks/gradients";
export { addProduct, pack, packTransposed, setRows } from "./networks/products";

/** First byte that is the caller's to lay out. */
export const heapBase: usize = __heap_base;
