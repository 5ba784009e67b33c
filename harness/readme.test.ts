import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { harness, temporaryFolder } from "./testing/cli.ts";
import { drawn, printed, shownFigures, shownOutputs } from "./testing/doc-outputs.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

test("the README shows what the quickstart prints", async (t) => {
  const folder = temporaryFolder(t);
  const config = join(root, "configs/quickstart.yaml");
  const { status, stdout, stderr } = await harness(folder, "run", config);
  assert.equal(status, 0, stderr);
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const shown = /<!-- quickstart -->\n```\n(.*?)```/s.exec(readme)?.[1];
  assert.equal(stdout, shown);
});

test("pages show what the commands that they name print", () => {
  const outputs = shownOutputs();
  assert.ok(outputs.length > 0);
  for (const { page, command, shown } of outputs) {
    assert.equal(shown, printed(command), `${page}: ${command}; npm run docs:refresh`);
  }
});

test("figures on pages are those that the commands that they name draw", () => {
  const figures = shownFigures();
  assert.equal(figures.length, 3);
  for (const figure of figures)
    assert.ok(
      drawn(figure).equals(readFileSync(figure.path)),
      `${figure.page}: ${figure.path}; npm run docs:refresh`,
    );
});
