/** Where the paper's numbers come from. */
export const paperSource =
  "Alemohammad, Wang, Balestriero, Baraniuk: The Recurrent Neural Tangent Kernel, ICLR 2021 (arXiv 2006.10246)";

/**
 * To be said wherever the paper's numbers are shown: they were typed from the paper's tables and
 * nobody here has checked them against the print.
 */
export const paperConfidence = "as transcribed, unverified";

/** A method of the paper's table. */
export interface PaperMethod {
  /** Name in configs and records, such as `gaussian-rnn`. */
  readonly id: string;
  /** Name in the paper. */
  readonly label: string;
  /** Name of the column in `paper-table.csv`. */
  readonly column: string;
}

/** The seven methods in the paper's order. */
export const paperMethods: readonly PaperMethod[] = [
  { id: "rntk", label: "RNTK", column: "RNTK" },
  { id: "ntk", label: "NTK", column: "NTK" },
  { id: "rbf", label: "RBF", column: "RBF" },
  { id: "polynomial", label: "Polynomial", column: "POLY" },
  { id: "gaussian-rnn", label: "Gaussian RNN", column: "GaussianRNN" },
  { id: "identity-rnn", label: "Identity RNN", column: "IdentityRNN" },
  { id: "gru", label: "GRU", column: "GRU" },
];
