import type { Sequences } from "../math/sequences.ts";

/**
 * The three networks of finite width that the paper trains (arXiv 2006.10246, its table of 56 data sets). All
 * read sequences x_1 … x_T in R^m through layers of n units, h^(0,t) = x_t and h^(l,0) = 0, and give logits of
 * the last layer's last state, h^(L,T).
 *
 * - `gaussian-rnn`: ReLU in the NTK parametrisation, all entries drawn from N(0, 1) and trained as they stand
 *   there, sw = sv = √2, su = 1, without biases (sb = 0):
 *       g^(l,t) = sw/√n W^l h^(l,t-1) + su/√fan_in U^l h^(l-1,t)      h^(l,t) = max(g, 0)      f = sv/√n V h^(L,T)
 * - `identity-rnn`: ReLU, h^(l,t) = max(W^l h^(l,t-1) + U^l h^(l-1,t) + b^l, 0) and f = V h^(L,T) + c, as Q. V. Le,
 *   N. Jaitly and G. E. Hinton begin (arXiv 1504.00941): W the identity, biases 0, and all weights that are not
 *   recurrent from a normal distribution with the standard deviation 0.001, of every layer and of the read-out.
 * - `gru`: K. Cho et al. (arXiv 1406.1078) in the form of cuDNN, Keras and PyTorch, where the reset gate comes
 *   after the recurrent product, with v = h^(l-1,t) and h = h^(l,t-1):
 *       r = σ(U_r v + b_r + W_r h + c_r)      z = σ(U_z v + b_z + W_z h + c_z)
 *       n = tanh(U_n v + b_n + r (W_n h + c_n))      h^(l,t) = (1 - z) n + z h      f = V h^(L,T) + c
 *   all entries, biases and read-out too, uniform in ±1/√n, as PyTorch draws them.
 */
export type NetworkKind = "gaussian-rnn" | "identity-rnn" | "gru";

export interface NetworkShape {
  readonly kind: NetworkKind;
  /** L, at least 1. */
  readonly layers: number;
  /** n, of every layer. */
  readonly units: number;
  /** m, channels of a step. */
  readonly dimension: number;
  readonly classes: number;
}

/** Sequences with the class of each, 0 … classes - 1. */
export interface LabelledSequences {
  readonly sequences: Sequences;
  readonly labels: Int32Array; // (n)
}

/** A network with its weights. */
export interface Network {
  /**
   * Logits, (n, classes) row by row: the class of a sequence is that of its largest. They are numbers of 32
   * bits, depend on the sequence alone, and may be infinite or NaN where a sequence is far from those of the training.
   */
  scores(sequences: Sequences): Float64Array;
}
