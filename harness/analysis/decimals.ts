/** Far below one test case of any archive: one in a million cases is 1e-4 percent. */
const unit = 1e9;

/**
 * A percentage, or a difference of two, to nine decimals. The same k / n computed in two ways may
 * differ in the last bit; ranks, draws and tied differences need it to be one number.
 */
export function nineDecimals(percent: number): number {
  return Math.round(percent * unit) / unit;
}
