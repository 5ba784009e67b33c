import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import { bytesOf, sha256 } from "./file-bytes.ts";
import { datasetsFolder, groupMembers, manifest, manifestEntry, unknownName } from "./manifest.ts";

const skip = withoutSharedFolder;

function table(path: string): Record<string, string>[] {
  const text = readFileSync(path, "utf8");
  const { data } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name) => name.trim(),
    transform: (value) => value.trim(),
  });
  return data;
}

test("the manifest has the archive's 128 sets, each once, and the paper's 56 as a group of them", () => {
  assert.equal(manifest.sets.length, 128);
  assert.equal(new Set(manifest.sets.map(({ name }) => name)).size, 128);
  const paper = groupMembers("paper-56");
  assert.equal(new Set(paper).size, 56);
  assert.ok(paper.every((name) => manifestEntry(name) !== undefined));
});

test("every entry is plausible", () => {
  for (const {
    train,
    test: testSize,
    length,
    classes,
    since,
    errors,
    sha256: sums,
  } of manifest.sets) {
    assert.ok(
      [train, testSize, length ?? 1, classes - 1].every((n) => Number.isInteger(n) && n >= 1),
    );
    assert.ok(since === 2015 || since === 2018);
    const { euclidean, dtw, dtwLearned, learnedWindow, defaultRate } = errors;
    assert.ok([euclidean, dtw, dtwLearned, defaultRate].every((rate) => rate >= 0 && rate <= 1));
    assert.ok(Number.isInteger(learnedWindow) && learnedWindow >= 0 && learnedWindow <= 100);
    for (const sum of Object.values(sums ?? {})) assert.match(sum, /^[0-9a-f]{64}$/);
  }
});

test("a name that is neither a set nor a group is answered with the nearest one", () => {
  assert.equal(unknownName("Coffee"), undefined);
  assert.equal(unknownName("paper-56"), undefined);
  assert.equal(
    unknownName("Gunpoint"),
    'the archive has no data set "Gunpoint"; did you mean "GunPoint"?',
  );
  assert.match(unknownName("toString")!, /harness datasets lists them/);
});

test("the embedded sets are those of the manifest, byte for byte", () => {
  for (const name of ["Coffee", "GunPoint", "SmoothSubspace", "UMD"]) {
    const sums = manifestEntry(name)!.sha256!;
    for (const [part, sum] of [
      ["TRAIN", sums.train],
      ["TEST", sums.test],
    ]) {
      const path = join(datasetsFolder, "embedded", name, `${name}_${part}.tsv`);
      assert.equal(sha256(bytesOf(path)), sum, path);
    }
  }
});

test("the manifest agrees with the archive's summary", { skip }, () => {
  const rows = table(join(sharedFolder!, "ucr/DataSummary.csv"));
  assert.equal(rows.length, manifest.sets.length);
  for (const [i, row] of rows.entries()) {
    const entry = manifest.sets[i]!;
    const [, dtwLearned, window] = /^([\d.]+) \((\d+)\)$/.exec(row["DTW (learned_w)"]!)!;
    assert.deepEqual(
      {
        name: row.Name,
        type: row.Type,
        train: Number(row.Train),
        test: Number(row.Test),
        length: row.Length === "Vary" ? null : Number(row.Length),
        classes: Number(row.Class),
        since: Number(row.ID) <= 85 ? 2015 : 2018,
        errors: {
          euclidean: Number(row["ED (w=0)"]),
          dtw: Number(row["DTW (w=100)"]),
          dtwLearned: Number(dtwLearned),
          learnedWindow: Number(window),
          defaultRate: Number(row["Default rate"]),
        },
        donor: row["Data donor/editor"],
      },
      {
        name: entry.name,
        type: entry.type,
        train: entry.train,
        test: entry.test,
        length: entry.length,
        classes: entry.classes,
        since: entry.since,
        errors: entry.errors,
        donor: entry.donor,
      },
    );
  }
});

test("the manifest has the checksums of all files whose text is the archive's own, and no others", {
  skip,
}, () => {
  const packaged = new Map(
    table(join(sharedFolder!, "ucr-packages/PYPI-UCR.csv")).map((row) => [row.file, row.sha256]),
  );
  const expected = table(join(sharedFolder!, "ucr/MANIFEST.csv")).map((row) => {
    const verbatim = row.format!.startsWith("UCR 2018 tsv (verbatim)");
    const sums = {
      ...((verbatim || row.format!.startsWith("TRAIN UCR 2018 tsv (verbatim)")) && {
        train: row.sha256_train,
      }),
      // a test file that was rebuilt has its own text in a package
      ...((verbatim || packaged.has(`${row.name}_TEST.tsv`)) && {
        test: verbatim ? row.sha256_test : packaged.get(`${row.name}_TEST.tsv`),
      }),
    };
    return [row.name, sums] as const;
  });
  const verbatim = new Map(expected.filter(([, sums]) => "train" in sums));
  const known = manifest.sets.filter(({ sha256: sums }) => sums !== undefined);
  for (const { name, sha256: sums } of known) {
    const own = verbatim.get(name) ?? {
      train: packaged.get(`${name}_TRAIN.tsv`),
      test: packaged.get(`${name}_TEST.tsv`),
    };
    assert.deepEqual(sums, own, name);
  }
  const names = new Set(known.map(({ name }) => name));
  assert.deepEqual(
    [...verbatim.keys()].filter((name) => !names.has(name!)),
    [],
  );
  for (const row of table(join(sharedFolder!, "ucr/MANIFEST.csv"))) {
    assert.equal(Number(row.ed_error_published), manifestEntry(row.name!)!.errors.euclidean);
  }
});

test("published errors are on z-normalised series for the sets new in 2018 alone", { skip }, () => {
  for (const { name, format } of table(join(sharedFolder!, "ucr/MANIFEST.csv"))) {
    assert.equal(format!.includes("z-normalised"), manifestEntry(name!)!.since === 2018, name);
  }
});

test("the paper's 56 are the rows of its table", () => {
  const path = fileURLToPath(new URL("../reference/paper-table.csv", import.meta.url));
  const names = table(path).map(({ dataset }) => dataset);
  assert.deepEqual([...groupMembers("paper-56")], names);
});
