import { methodStyles } from "../theme.ts";

/** The colours of the figures for things that are no methods, in order; they follow the page's theme. */
export const accents: readonly string[] = [
  ...methodStyles(["a", "b", "c", "d", "e", "f", "g", "h"]).values(),
].map(({ light }) => light);
