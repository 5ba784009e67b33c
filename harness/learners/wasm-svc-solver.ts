import type { Matrix } from "../math/matrix.ts";
import { ensureMemory, instantiate, type WasmInstance } from "../wasm/instantiate.ts";
import { base64 } from "../wasm/svc.wasm.ts";
import { checkFinite, checkShape } from "./check.ts";
import { iterationLimit } from "./settings.ts";
import type { SvcSolver, SvcSolverOptions } from "./svc-solver.ts";

interface Address {
  readonly value: number;
}

/** Exports of `wasm/assembly/svc.ts`; see there. */
interface Exports {
  layOut(n: number, classes: number, widest: number, largest: number, costs: number): number;
  configure(tolerance: number, limit: number, rounded: number): void;
  solvePair(fold: number, a: number, b: number): number;
  countFold(fold: number): void;
  readonly capacity: Address;
  readonly foldOf: Address;
  readonly classStart: Address;
  readonly costs: Address;
  readonly active: Address;
  readonly counts: Address;
  readonly gram: Address;
  readonly diagonal: Address;
  readonly cases: Address;
  readonly betas: Address;
  readonly offsets: Address;
  readonly objectives: Address;
  readonly iterations: Address;
  readonly converged: Address;
}

let compiled: { readonly instance: WasmInstance<Exports> | undefined } | undefined;

/** The thread's one instance: compiled once, and not before it is needed. */
function sharedInstance(): WasmInstance<Exports> | undefined {
  compiled ??= { instance: instantiate<Exports>(base64) };
  return compiled.instance;
}

/** The number of a fold in which no case is held out. */
const noFold = -1;

/** The solver in WebAssembly, or `undefined` where the machine has no SIMD. */
export function wasmSvcSolver(options: SvcSolverOptions): SvcSolver | undefined {
  const instance = sharedInstance();
  if (instance === undefined) return undefined;
  const { exports, memory } = instance;
  const { labels, C, svc, widestFold } = options;
  const n = labels.length;
  const classStart = startsOf(labels);
  const classes = classStart.length - 1;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => labels[a]! - labels[b]! || a - b,
  );
  const integers = (address: Address, length: number) =>
    new Int32Array(memory.buffer, address.value >>> 0, length);
  const floats = (address: Address, length: number) =>
    new Float64Array(memory.buffer, address.value >>> 0, length);
  let activeC = new Int32Array();
  let counts = new Int32Array();

  return {
    load(gram) {
      checkShape(gram, "training Gram", n, n);
      checkFinite(gram, "training Gram");
      const bytes = exports.layOut(n, classes, widestFold, largestPair(classStart), C.length);
      ensureMemory(memory, bytes >>> 0);
      const rounded = svc.gramPrecision === "float32" ? 1 : 0;
      exports.configure(svc.tolerance, iterationLimit(svc), rounded);
      activeC = integers(exports.active, C.length);
      counts = integers(exports.counts, C.length);
      integers(exports.classStart, classes + 1).set(classStart);
      integers(exports.foldOf, n).fill(0);
      floats(exports.costs, C.length).set(C);
      const diagonal = floats(exports.diagonal, n);
      for (let i = 0; i < n; i++) diagonal[i] = gram.values[order[i]! * (n + 1)]!;
      copySorted(gram, order, floats(exports.gram, n * n));
    },
    divide(assignment) {
      integers(exports.foldOf, n).set(order.map((i) => assignment[i]!));
    },
    countFold(fold, active) {
      for (let c = 0; c < C.length; c++) activeC[c] = Number(active[c]);
      exports.countFold(fold);
      return counts;
    },
    train(positive, negative, heldOut = noFold) {
      activeC.fill(1);
      const size = exports.solvePair(heldOut, positive, negative);
      const capacity = exports.capacity.value;
      const rows = integers(exports.cases, size).map((one) => order[one]!);
      const betas = floats(exports.betas, C.length * capacity);
      const offsets = floats(exports.offsets, C.length);
      const objectives = floats(exports.objectives, C.length);
      const iterations = floats(exports.iterations, C.length);
      const converged = integers(exports.converged, C.length);
      return C.map((_, c) => ({
        positive,
        negative,
        rows,
        beta: betas.slice(c * capacity, c * capacity + size),
        rho: offsets[c]!,
        dualObjective: objectives[c]!,
        iterations: iterations[c]!,
        converged: converged[c] === 1,
      }));
    },
  };
}

/** Where each class starts among the cases sorted by class, and the end. */
function startsOf(labels: Int32Array): Int32Array {
  const classes = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const starts = new Int32Array(classes + 1);
  for (const label of labels) starts[label + 1]!++;
  for (let label = 0; label < classes; label++) starts[label + 1]! += starts[label]!;
  return starts;
}

function largestPair(classStart: Int32Array): number {
  const sizes = [...classStart.subarray(1)].map((end, label) => end - classStart[label]!);
  const [first = 0, second = 0] = sizes.sort((a, b) => b - a);
  return first + second;
}

/** Copies a Gram with its rows and columns in another order. */
function copySorted({ values }: Matrix, order: Int32Array, into: Float64Array): void {
  const n = order.length;
  for (let i = 0; i < n; i++) {
    const from = order[i]! * n;
    const to = i * n;
    for (let j = 0; j < n; j++) into[to + j] = values[from + order[j]!]!;
  }
}
