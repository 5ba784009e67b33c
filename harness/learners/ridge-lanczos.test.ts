import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import { randomSource } from "../math/random.ts";
import { withLinearAlgebra } from "../wasm/linear-algebra-memory.ts";
import { type Sequences, sequencesEnd, sequencesIn } from "./ridge-lanczos.ts";

/** Sums run in another order here; a few steps on small matrices lose no more. */
const tolerance = 1e-9;

interface Problem {
  readonly gram: Matrix;
  /** A first vector of each sequence, and the cases that it does not keep. */
  readonly starts: readonly { readonly vector: Float64Array; readonly cases: Int32Array }[];
}

/** Inner products of random points, and what is added to the diagonal. */
function positive(n: number, seed: number, added: number): Matrix {
  const source = randomSource(`lanczos ${seed}`);
  const points = Array.from({ length: n }, () => Array.from({ length: 5 }, () => source.normal()));
  const values = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const product = points[i]!.reduce((sum, x, k) => sum + x * points[j]![k]!, 0);
    return product + (i === j ? added : 0);
  });
  return { rows: n, columns: n, values };
}

const problems: fc.Arbitrary<Problem> = fc
  .record({
    n: fc.integer({ min: 3, max: 21 }),
    slots: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(),
  })
  .map(({ n, slots, seed }) => {
    const source = randomSource(`lanczos starts ${seed}`);
    const starts = Array.from({ length: slots }, () => {
      const cases = Int32Array.from([source.uniformInteger(n)]);
      const vector = Float64Array.from({ length: n }, (_, i) =>
        i === cases[0] ? 0 : source.normal(),
      );
      const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
      return { vector: vector.map((x) => x / norm), cases };
    });
    return { gram: positive(n, seed, 1), starts };
  });

function withSequences<Result>(n: number, slots: number, use: (run: Sequences) => Result): Result {
  return withLinearAlgebra(
    (base) => sequencesEnd(n, slots, base),
    (lent, memory) => use(sequencesIn(lent, memory, n, slots)),
  );
}

/** α, β and K v at the case that is held out, step after step, of the sequences in slots. */
function step(run: Sequences, cases: readonly Int32Array[]): number[][] {
  run.multiply(cases.length);
  const held = cases.map((of, slot) => {
    const values = new Float64Array(of.length);
    run.take(slot, of, values);
    return values[0]!;
  });
  run.advance(cases.length);
  return held.map((value, slot) => [run.alpha(slot), run.beta(slot), value]);
}

/** The same by the formulas, vector after vector. */
function plainSteps({ gram }: Problem, start: Problem["starts"][number], steps: number) {
  const n = gram.rows;
  let [v, previous, beta] = [[...start.vector], new Array<number>(n).fill(0), 0];
  return Array.from({ length: steps }, () => {
    const w = v.map((_, i) => v.reduce((sum, x, j) => sum + gram.values[i * n + j]! * x, 0));
    const held = w[start.cases[0]!]!;
    w[start.cases[0]!] = 0;
    const alpha = w.reduce((sum, x, i) => sum + x * v[i]!, 0);
    const next = w.map((x, i) => x - alpha * v[i]! - beta * previous[i]!);
    beta = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
    [v, previous] = [next.map((x) => x / beta), v];
    return [alpha, beta, held];
  });
}

test("sequences side by side are those of Lanczos's formulas", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { gram, starts } = problem;
      const steps = Math.min(3, gram.rows - 2);
      const found = withSequences(gram.rows, starts.length, (run) => {
        run.load(gram);
        for (const [slot, { vector }] of starts.entries()) run.start(slot, vector);
        const cases = starts.map((start) => start.cases);
        return Array.from({ length: steps }, () => step(run, cases));
      });
      for (const [slot, start] of starts.entries()) {
        for (const [k, expected] of plainSteps(problem, start, steps).entries()) {
          for (const [at, value] of expected.entries())
            assert.ok(Math.abs(found[k]![slot]![at]! - value) < tolerance * gram.rows ** 2);
        }
      }
    }),
  );
});

test("a sequence goes on with the same bits in the slot of one that is given up", () => {
  fc.assert(
    fc.property(problems, fc.nat(), (problem, pick) => {
      const { gram, starts } = problem;
      const cases = starts.map((start) => start.cases);
      const run = (given: boolean) =>
        withSequences(gram.rows, starts.length, (sequences) => {
          sequences.load(gram);
          for (const [slot, { vector }] of starts.entries()) sequences.start(slot, vector);
          step(sequences, cases);
          if (!given) return step(sequences, cases);
          const slot = pick % starts.length;
          sequences.replace(slot, starts.length);
          const left = cases.slice(0, -1);
          if (slot < left.length) left[slot] = cases.at(-1)!;
          return step(sequences, left);
        });
      const whole = run(false);
      const slot = pick % starts.length;
      const last = whole.pop()!;
      if (slot < whole.length) whole[slot] = last;
      assert.deepEqual(run(true), whole);
    }),
  );
});

test("a Gram is positive definite by as much as its smallest eigenvalue says, and stays for the next steps", () => {
  withSequences(7, 1, (run) => {
    const gram = positive(7, 1, 0.5); // rank 5: the smallest eigenvalue is 0.5
    const lengths = run.load(gram);
    const row = gram.values.subarray(14, 21).filter((_, j) => j !== 2);
    assert.ok(Math.abs(lengths[2]! ** 2 - row.reduce((sum, x) => sum + x * x, 0)) < tolerance);
    const cases = [Int32Array.of(0)];
    const vector = Float64Array.of(0, 1, 0, 0, 0, 0, 0);
    run.start(0, vector);
    const before = step(run, cases);
    assert.deepEqual(
      [0, -0.49, -0.51, -100].map((shift) => run.definite(shift)),
      [true, true, false, false],
    );
    run.start(0, vector);
    assert.deepEqual(step(run, cases), before);
  });
});

test("a sequence that has come to its end goes on with zeros", () => {
  withSequences(4, 2, (run) => {
    const values = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 2 : 0));
    run.load({ rows: 4, columns: 4, values });
    run.start(0, Float64Array.of(0.6, 0.8, 0, 0));
    run.start(1, Float64Array.of(0, 1, 0, 0));
    const cases = [Int32Array.of(3), Int32Array.of(0)];
    assert.deepEqual(step(run, cases)[1], [2, 0, 0]);
    assert.deepEqual(step(run, cases)[1], [0, 0, 0]);
  });
});
