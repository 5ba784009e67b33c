import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape } from "./check.ts";
import { predict, type SvcOptions, trainMachine, trainSvc } from "./svc.ts";
import type { SvcSolver, SvcSolverOptions } from "./svc-solver.ts";

/** The solver in plain TypeScript: every C is solved by itself, from nothing. */
export function plainSvcSolver(options: SvcSolverOptions): SvcSolver {
  const { labels, C, svc } = options;
  const n = labels.length;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  let gram: Matrix = { rows: 0, columns: 0, values: new Float64Array() };
  let foldOf = new Int32Array();

  const optionsFor = (rows: Int32Array, cost: number): SvcOptions => ({
    gram,
    labels,
    rows,
    C: cost,
    settings: svc,
  });

  return {
    load(next) {
      checkShape(next, "training Gram", n, n);
      checkFinite(next, "training Gram");
      gram = next;
    },
    divide(assignment) {
      foldOf = assignment.slice();
    },
    countFold(fold, active) {
      const rows = all.filter((i) => foldOf[i] !== fold);
      const held = all.filter((i) => foldOf[i] === fold);
      return Int32Array.from(C, (cost, c) => {
        if (!active[c]) return 0;
        const predictions = predict(trainSvc(optionsFor(rows, cost)), gram, held);
        return predictions.filter((label, h) => label === labels[held[h]!]).length;
      });
    },
    train(positive, negative, heldOut) {
      const rows = heldOut === undefined ? all : all.filter((i) => foldOf[i] !== heldOut);
      return C.map((cost) => trainMachine(optionsFor(rows, cost), positive, negative));
    },
  };
}
