/** First byte that is the caller's to lay out. */
export const heapBase: usize = __heap_base;

/*
 * What the caller fills in after `layOut`, with the cases sorted by class: those of class c are
 * `classStart[c]` up to `classStart[c + 1]`, `foldOf` tells the fold that holds a case out.
 */
export let gram: usize = 0; // f64 (n, n)
export let diagonal: usize = 0; // f64 (n): that of the Gram
export let foldOf: usize = 0; // i32 (n)
export let classStart: usize = 0; // i32 (classes + 1)
export let costs: usize = 0; // f64 (C), ascending
export let active: usize = 0; // i32 (C): 0 where a C is not asked for

/** Rightly classified cases of the last fold. */
export let counts: usize = 0; // i32 (C)

/* The last pair of classes that was solved, with each active C. */
export let cases: usize = 0; // i32 (size): the positive ones, then the negative ones
export let betas: usize = 0; // f64 (C, capacity)
export let offsets: usize = 0; // f64 (C)
export let objectives: usize = 0; // f64 (C)
export let iterations: usize = 0; // f64 (C)
export let converged: usize = 0; // i32 (C)
/** Room for the cases of a pair, a multiple of 4. */
export let capacity: i32 = 0;

export let caseCount: i32 = 0;
export let classCount: i32 = 0;
export let costCount: i32 = 0;
export let tolerance: f64 = 0;
export let limit: f64 = 0;
export let rounded: bool = false;

/** Rows of the pair's Gram, in the precision that the solver sees, as they are needed. */
export let pairGram: usize = 0; // f64 (size, width)
export let hasRow: usize = 0; // u8 (size)
export let pairDiagonal: usize = 0; // f64 (width)
/** The gradients of four cases after four: as seen by what can grow, then by what can shrink (see pair.ts). */
export let gradients: usize = 0; // f64 (width / 4, 2, 4)
export let beta: usize = 0; // f64 (width)
/** g and beta where the paths of this C and of larger ones may part. */
export let keptGradient: usize = 0; // f64 (width)
export let keptBeta: usize = 0; // f64 (width)
export let zeros: usize = 0; // f64 (width)

export let held: usize = 0; // i32 (cases of the fold)
export let heldGram: usize = 0; // f64 (n, cases of the fold, rounded up to an even number)
export let decisions: usize = 0; // f64 (cases of the fold, rounded up)
export let votes: usize = 0; // i32 (C, cases of the fold, classes)
export let supportRow: usize = 0; // usize (size): addresses of rows of heldGram
export let supportBeta: usize = 0; // f64 (size)

let top: usize = 0;

function take(count: usize, bytesEach: usize): usize {
  const at = top;
  top += (count * bytesEach + 15) & ~15;
  return at;
}

/**
 * Lays the arrays out from `heapBase` upwards and returns the bytes of memory that they need: for n
 * cases, of which a fold holds out `widest` at most and a pair of classes has `largest` at most.
 * What was there before is lost.
 */
export function layOut(n: i32, classes: i32, widest: i32, largest: i32, differentCosts: i32): usize {
  caseCount = n;
  classCount = classes;
  costCount = differentCosts;
  capacity = (largest + 3) & ~3;
  const heldCapacity = (widest + 1) & ~1;
  top = (heapBase + 15) & ~15;
  diagonal = take(n, 8);
  foldOf = take(n, 4);
  classStart = take(classes + 1, 4);
  costs = take(costCount, 8);
  active = take(costCount, 4);
  counts = take(costCount, 4);
  cases = take(capacity, 4);
  betas = take(<usize>costCount * capacity, 8);
  offsets = take(costCount, 8);
  objectives = take(costCount, 8);
  iterations = take(costCount, 8);
  converged = take(costCount, 4);
  hasRow = take(capacity, 1);
  pairDiagonal = take(capacity, 8);
  gradients = take(capacity, 16);
  beta = take(capacity, 8);
  keptGradient = take(capacity, 8);
  keptBeta = take(capacity, 8);
  zeros = take(capacity, 8);
  held = take(widest, 4);
  decisions = take(heldCapacity, 8);
  votes = take(<usize>costCount * widest * classes, 4);
  supportRow = take(capacity, 4);
  supportBeta = take(capacity, 8);
  heldGram = take(<usize>n * heldCapacity, 8);
  pairGram = take(<usize>capacity * capacity, 8);
  gram = take(<usize>n * n, 8);
  return top;
}

/** Sets tolerance, cap on the iterations of a machine, and whether the solver sees float32 entries. */
export function configure(largestViolation: f64, iterationLimit: f64, float32Entries: bool): void {
  tolerance = largestViolation;
  limit = iterationLimit;
  rounded = float32Entries;
}

@inline
export function getI(base: usize, k: i32): i32 {
  return load<i32>(base + (<usize>k << 2));
}

@inline
export function setI(base: usize, k: i32, value: i32): void {
  store<i32>(base + (<usize>k << 2), value);
}

@inline
export function get(base: usize, k: i32): f64 {
  return load<f64>(base + (<usize>k << 3));
}

@inline
export function set(base: usize, k: i32, value: f64): void {
  store<f64>(base + (<usize>k << 3), value);
}

/** Address of row `row` of a matrix with `columns` entries a row. */
@inline
export function rowAt(base: usize, row: i32, columns: i32): usize {
  return base + ((<usize>row * columns) << 3);
}

/** Copies entries of an array, rounded up to an even number of them. */
@inline
export function copy(to: usize, from: usize, count: i32): void {
  const end = <usize>count << 3;
  for (let at: usize = 0; at < end; at += 16) v128.store(to + at, v128.load(from + at));
}
