import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Depth } from "./recompute.ts";
import {
  computedProject,
  configText,
  copyOf,
  kinds,
  type Project,
  places,
  rewrite,
  type Sealed,
} from "./testing/tiny-project.ts";

const folder = mkdtempSync(join(tmpdir(), "verify-test-"));
after(() => rmSync(folder, { recursive: true }));

let computed: Project;
before(async () => {
  computed = await computedProject(join(folder, "computed"));
});

test("a sealed record with another number is found by recomputing", async () => {
  const changes: Record<string, (record: Sealed) => void> = {
    "result.selections[1].test.predictions[3]": ({ result }) => {
      const { predictions } = result.selections[1]!.test;
      predictions[3] = 1 - predictions[3]!;
    },
    "result.selections[0].fit.supportVectors": ({ result }) => {
      result.selections[0]!.fit.supportVectors++;
    },
    "result.testLabels[0]": ({ result }) => {
      result.testLabels[0] = 1 - result.testLabels[0]!;
    },
    "result.selections[0].ties.count": ({ result }) => {
      result.selections[0]!.ties.count++;
    },
  };
  const project = copyOf(computed, "sealed");
  const { rbf, verify } = project;
  const original = readFileSync(rbf, "utf8");
  for (const [where, change] of Object.entries(changes)) {
    writeFileSync(rbf, original);
    rewrite(project, rbf, change);
    const [verdict] = await verify();
    assert.deepEqual(kinds(verdict), ["result"], where);
    assert.ok(places(verdict).includes(where), `${where} is not among ${places(verdict)}`);
  }
});

test("a validation accuracy that is off is found where its candidate is drawn, and by the whole always", async () => {
  const project = copyOf(computed, "surface");
  const { rbf, verify } = project;
  rewrite(project, rbf, ({ result }) => {
    result.selections[0]!.validation.numerators[12]!--;
  });
  for (const depth of [{ kind: "sample", draws: 4 } as const, { kind: "full" } as const]) {
    const [verdict] = await verify(depth);
    assert.ok(places(verdict).includes("result.selections[0].validation.numerators[12]"));
  }
});

test("after pruning the sampled candidates must not beat the best", async () => {
  const project = copyOf(computed, "pruned");
  const { base, rbf, verify } = project;
  writeFileSync(join(base, "tiny.yaml"), configText("[0.1, 1, 10, 100]", "exact"));
  await project.run();
  const depth: Depth = { kind: "sample", draws: 4 };
  assert.deepEqual(
    (await verify(depth)).flatMap(({ findings }) => findings),
    [],
  );
  rewrite(project, rbf, ({ result }) => {
    result.selections[0]!.validation.best--;
  });
  const [verdict] = await verify(depth);
  assert.deepEqual(places(verdict), ["result.selections[0].validation.best"]);
  assert.match(verdict!.findings[0]!.recomputed, /^\d+ by one of the sampled candidates$/);
});

test("a choice outside the grid and a result of another form are differences, not crashes", async () => {
  const project = copyOf(computed, "form");
  const { rbf, verify } = project;
  const original = readFileSync(rbf, "utf8");
  rewrite(project, rbf, ({ result }) => {
    result.selections[0]!.chosen = 99;
    result.selections[0]!.validation.numerators.pop();
  });
  const [verdict] = await verify();
  assert.ok(places(verdict).includes("result.selections[0].chosen"));
  assert.ok(places(verdict).includes("result.selections[0].validation.numerators"));
  writeFileSync(rbf, original);
  rewrite(project, rbf, (record) => {
    record.result = {} as never;
  });
  const [other] = await verify();
  assert.match(other!.findings[0]!.recomputed, /a classification result/);
  writeFileSync(rbf, original);
  rewrite(project, rbf, ({ result }) => {
    result.selections[1]!.fit.supportVectors = -1;
  });
  const [fit] = await verify();
  assert.match(fit!.findings[0]!.committed, /selections\.1\.fit\.supportVectors/);
});
