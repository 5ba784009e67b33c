import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape } from "./check.ts";
import type { Engine, EngineTask } from "./engine.ts";
import { predict, type SvcTask, trainMachine, trainSvc } from "./svc.ts";

/** The engine in plain TypeScript: every C is solved by itself, from nothing. */
export function plainEngine(task: EngineTask): Engine {
  const { labels, C, svc } = task;
  const n = labels.length;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  let gram: Matrix = { rows: 0, columns: 0, values: new Float64Array() };
  let foldOf = new Int32Array();

  const svcTask = (rows: Int32Array, cost: number): SvcTask => ({
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
        const predictions = predict(trainSvc(svcTask(rows, cost)), gram, held);
        return predictions.filter((label, place) => label === labels[held[place]!]).length;
      });
    },
    train(positive, negative) {
      return C.map((cost) => trainMachine(svcTask(all, cost), positive, negative));
    },
  };
}
