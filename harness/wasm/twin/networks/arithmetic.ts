/** Numbers of one width: what follows every operation, and the functions that a recurrent cell asks for. */
export interface Arithmetic {
  /** The nearest number of that width. */
  round(value: number): number;
  /** 1 / (1 + e^-x) */
  sigmoid(x: number): number;
  tanh(x: number): number;
}
