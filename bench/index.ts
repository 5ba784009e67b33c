/**
 * Speed against NumPy, JAX, neural-tangents, scikit-learn and PyTorch in one run, on one core each and in
 * turn; some minutes. Peers whose environment is not there (`npm run bench:peers`) are skipped.
 *
 *     npm run bench [-- --quick] [-- --archive <folder>]
 *
 * With the UCR archive two workers are timed against one, too: let nothing else run then.
 * Writes bench/results/results.json and rntk-cost.{svg,png,vl.json}; --quick takes small sizes and
 * writes nothing.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepareThread } from "../harness/run/v8.ts";
import { writeFigure } from "./figure.ts";
import { networkCases, networkRows, printNetworks } from "./networks.ts";
import { gridRows, printGrids } from "./ntk.ts";
import { pythonOf } from "./peer.ts";
import { eigenvalueRows, printEigenvalues, printRidge, ridgeRows } from "./ridge.ts";
import { printRntk, rntkRows, sweepGrid } from "./rntk.ts";
import { formRows, printForms } from "./rntk-forms.ts";
import { printScaling, scalingRows } from "./scaling.ts";
import { syntheticCases } from "./search/cases.ts";
import { printPruning, printSearch, pruningRows, searchRows } from "./search.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, archive: { type: "string" } },
});

prepareThread();
const rntk = values.quick
  ? rntkRows([200], [100, 500])
  : rntkRows([200, 500, 1000], [100, 500, 1000]);
const sweep = sweepGrid(200, 100);
printRntk(rntk, sweep);
const forms = formRows();
printForms(forms);
const grids = gridRows();
printGrids(grids);
const python = pythonOf("search_sklearn") ?? "python3";
const search = searchRows(syntheticCases(), python);
printSearch(search);
const pruning = pruningRows();
printPruning(pruning);
const ridge = ridgeRows(values.quick ? [100, 300] : [100, 300, 900], python);
printRidge(ridge);
const eigenvalues = eigenvalueRows(values.quick ? [300] : [300, 900, 2000]);
printEigenvalues(eigenvalues);
const networks = networkRows(networkCases(values.quick ? [50] : [50, 200]));
printNetworks(networks);
const scaling = values.archive === undefined ? [] : scalingRows(values.archive);
if (scaling.length > 0) printScaling(scaling);
else
  console.error("two workers are not timed against one: --archive names no folder of the archive");

if (!values.quick) {
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  const machine = { processor: cpus()[0]?.model, cores: cpus().length, node: process.version };
  const searches = { search, pruning, ridge, eigenvalues };
  const results = { machine, rntk, sweep, forms, grids, ...searches, networks, scaling };
  writeFileSync(join(folder, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  await writeFigure(rntk, folder);
}
