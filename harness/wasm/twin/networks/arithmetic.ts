/** Numbers of 64 bits, or of 32. */
export type Numbers = Float32Array | Float64Array;

/** Numbers of one width: what follows every operation, and the functions that a recurrent cell asks for. */
export interface Arithmetic {
  /** The nearest number of that width. */
  round(value: number): number;
  /** 1 / (1 + e^-x) */
  sigmoid(x: number): number;
  tanh(x: number): number;
}
