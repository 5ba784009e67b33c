import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { HarnessError } from "../errors.ts";
import { commonLength } from "../math/sequences.ts";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";

import { checksumsOf, loadDataset, sizeOf } from "./load.ts";
import { expandGroups, type LocateContext, locateDataset, type PresentDataset } from "./locate.ts";
import { datasetsFolder, manifest } from "./manifest.ts";
import { type DatasetSpec, datasetSpec } from "./spec.ts";

const folder = mkdtempSync(join(tmpdir(), "harness-data-"));
after(() => rmSync(folder, { recursive: true }));
delete process.env.UCR_ARCHIVE;

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function present(spec: DatasetSpec, context: LocateContext = { base: folder }): PresentDataset {
  const located = locateDataset(spec, context);
  assert.equal(located.status, "present", JSON.stringify(located));
  return located as PresentDataset;
}

function own(train: string, testText: string, ending = "tsv", more: object = {}): DatasetSpec {
  write(`own_TRAIN.${ending}`, train);
  write(`own_TEST.${ending}`, testText);
  return datasetSpec.parse({
    name: "own",
    train: `own_TRAIN.${ending}`,
    test: `own_TEST.${ending}`,
    ...more,
  }) as DatasetSpec;
}

function faultOf(action: () => unknown): HarnessError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    return error;
  }
  throw new Error("nothing was refused");
}

test("an embedded set is there on every machine, with its sizes known before it is read", () => {
  const located = present("Coffee");
  assert.equal(located.origin, "embedded");
  assert.deepEqual(located.size, {
    trainSize: 28,
    testSize: 28,
    longest: 286,
    dimension: 1,
    classes: 2,
  });
  const dataset = loadDataset(located);
  assert.deepEqual(dataset.classes, ["0", "1"]);
  assert.equal(dataset.train.labels.length, 28);
  assert.equal(commonLength(dataset.test.sequences), 286);
  assert.deepEqual(dataset.notes, []);
  assert.deepEqual(checksumsOf(located), dataset.checksums);
});

test("a located set survives being cloned to a worker", () => {
  const located = present("UMD");
  assert.deepEqual(loadDataset(structuredClone(located)).checksums, checksumsOf(located));
});

test("a set that is nowhere is missing, with the command that fetches it", () => {
  const located = locateDataset("BeetleFly", { archive: folder, base: ".", fetched: folder });
  assert.equal(located.status, "missing");
  assert.match((located as { hint: string }).hint, /^npx tsx harness fetch BeetleFly$/);
});

test("a given archive comes before the embedded sets, and the environment stands in for one", () => {
  write("archive/Coffee/Coffee_TRAIN.tsv", "0\t1\t2\n1\t2\t1\n");
  write("archive/Coffee/Coffee_TEST.tsv", "1\t1\t2\n");
  const archive = join(folder, "archive");
  const dataset = loadDataset(present("Coffee", { archive, base: "." }));
  assert.equal(dataset.origin, "archive");
  assert.deepEqual(dataset.notes, [
    "Coffee has 28 training and 28 test series in the 2018 release, these files have 2 and 1",
    "the text of the training file is not that of the 2018 release",
    "the text of the test file is not that of the 2018 release",
  ]);
  process.env.UCR_ARCHIVE = archive;
  assert.equal(present("Coffee").origin, "archive");
  delete process.env.UCR_ARCHIVE;
  assert.equal(present("Coffee").origin, "embedded");
});

test("the 2015 release is found under its names and without endings, and said to be it", () => {
  const rows = (count: number) => "1.0000000e+00,0.5,0.25\n2,0.5,0.25\n".repeat(count / 2);
  write("old/UCR_TS_Archive_2015/WormsTwoClass/WormsTwoClass_TRAIN", rows(78).replace(/.*\n/, ""));
  write("old/UCR_TS_Archive_2015/WormsTwoClass/WormsTwoClass_TEST", rows(182).replace(/.*\n/, ""));
  write("old/UCR_TS_Archive_2015/Gun_Point/Gun_Point_TRAIN", rows(50));
  write("old/UCR_TS_Archive_2015/Gun_Point/Gun_Point_TEST", rows(150));
  const context = { archive: join(folder, "old"), base: "." };
  assert.deepEqual(loadDataset(present("WormsTwoClass", context)).notes, [
    "found in the form of the 2015 release (WormsTwoClass_TRAIN)",
    "training and test set are those of the 2015 release (77 and 181 series); the 2018 release has them the other way round",
  ]);
  const gunPoint = loadDataset(present("GunPoint", context));
  assert.deepEqual(gunPoint.classes, ["1", "2"]);
  assert.deepEqual(gunPoint.notes, ["found in the form of the 2015 release (Gun_Point_TRAIN)"]);
});

test("NaN at the end is padding in a set whose series differ in length, and missing where they do not", () => {
  const text = "1\t1\tNaN\t2\tNaN\tNaN\n2\t1\t2\t3\t4\t5\n";
  for (const name of ["PLAID", "Coffee"]) {
    write(`padded/${name}/${name}_TRAIN.tsv`, text);
    write(`padded/${name}/${name}_TEST.tsv`, text);
  }
  const context = { archive: join(folder, "padded"), base: "." };
  const varying = loadDataset(present("PLAID", context)).train.sequences;
  assert.deepEqual([...varying.lengths], [3, 5]);
  assert.deepEqual([...varying.values], [1, Number.NaN, 2, 1, 2, 3, 4, 5]);
  assert.equal(commonLength(loadDataset(present("Coffee", context)).train.sequences), 5);
});

test("own files start at the config's folder; classes are sorted by number, and sizes read", () => {
  const located = present(own("10\t1\t2\tNaN\n9\t1\t2\t3\n", "9\t1\t1\t1\n-1\t0\t0\t0\n"));
  const dataset = loadDataset(located);
  assert.deepEqual(dataset.classes, ["-1", "9", "10"]);
  assert.deepEqual([...dataset.train.labels], [2, 1]);
  assert.deepEqual([...dataset.train.sequences.lengths], [2, 3]);
  assert.deepEqual(dataset.notes, ["class -1 is in the test set but not in the training set"]);
  assert.deepEqual(sizeOf(located), {
    trainSize: 2,
    testSize: 2,
    longest: 3,
    dimension: 1,
    classes: 3,
  });
});

test("rows of different numbers of columns are an error, unless the own files say that they vary", () => {
  const fault = faultOf(() => loadDataset(present(own("1,1,2\n2,1\n", "1,1\n", "csv"))));
  assert.equal(fault.message, "own_TRAIN.csv:2: the row has 2 columns, line 1 has 3");
  const dataset = loadDataset(present(own("1,1,2\n2,1\n", "1,1\n", "csv", { lengths: "vary" })));
  assert.deepEqual([...dataset.train.sequences.lengths], [2, 1]);
});

test("own .ts files have words for classes, sorted, and several channels", () => {
  const header = "@classLabel true dog cat\n@data\n";
  const dataset = loadDataset(present(own(`${header}1,2:3,4:dog\n`, `${header}1:2:cat\n`, "ts")));
  assert.deepEqual(dataset.classes, ["cat", "dog"]);
  assert.equal(dataset.train.sequences.dimension, 2);
});

const arffHeader =
  "@relation own\n@attribute att0 numeric\n@attribute att1 numeric\n@attribute target {dog,cat}\n@data\n";

test("own .arff files have words for classes, and ? for what is missing", () => {
  const dataset = loadDataset(
    present(own(`${arffHeader}1,2,dog\n1,?,cat\n`, `${arffHeader}?,2,cat\n`, "arff")),
  );
  assert.deepEqual(dataset.classes, ["cat", "dog"]);
  assert.deepEqual([...dataset.train.labels], [1, 0]);
  assert.deepEqual([...dataset.train.sequences.lengths], [2, 1]);
  assert.deepEqual([...dataset.test.sequences.values], [Number.NaN, 2]);
});

test("own files with any ending are read in the format that the config names, on every machine", () => {
  const spec = own(`${arffHeader}1,2,dog\n`, `${arffHeader}1,2,cat\n`, "data", { format: "arff" });
  const located = present(spec);
  const { classes, checksums } = loadDataset(structuredClone(located));
  assert.deepEqual(classes, ["cat", "dog"]);
  assert.deepEqual(checksums, checksumsOf(located));
  const fault = faultOf(() => loadDataset(present(own(`${arffHeader}1,2,dog\n`, "1\n", "data"))));
  assert.match(fault.message, /^own_TRAIN\.data:2: the row has 3 columns, line 1 has 2/);
});

test("a set of the archive is found as .arff where it has no other form, missing values kept", () => {
  const text =
    "@attribute a numeric\n@attribute b numeric\n@attribute t {0,1}\n@data\n1,?,0\n2,1,1\n";
  for (const part of ["TRAIN", "TEST"]) write(`weka/Coffee/Coffee_${part}.arff`, text);
  const context = { archive: join(folder, "weka"), base: "." };
  const { train, origin, notes } = loadDataset(present("Coffee", context));
  assert.equal(origin, "archive");
  assert.deepEqual([...train.sequences.lengths], [2, 2]);
  assert.deepEqual(notes, [
    "Coffee has 28 training and 28 test series in the 2018 release, these files have 2 and 2",
  ]);
  for (const part of ["TRAIN", "TEST"])
    write(`weka/Coffee/Coffee_${part}.ts`, "@classLabel true 0 1\n@data\n1,2,3:0\n1,2,3:1\n");
  assert.equal(commonLength(loadDataset(present("Coffee", context)).train.sequences), 3);
});

test("the same series and labels are the same data, whatever the form of their files", () => {
  const sums = [
    loadDataset(present(own("1,1,2\n2,3,\n", "2,5,6\n", "csv"))),
    loadDataset(present(own("1.0\t1\t2\n2\t3\tNaN\n", "2\t5.0\t6\n", "tsv"))),
    loadDataset(present(own("a,b,l\n1,2,1\n3,,2\n", "a,b,l\n5,6,2\n", "csv", { label: "l" }))),
  ].map(({ checksums }) => checksums);
  assert.deepEqual(sums[1], sums[0]);
  assert.deepEqual(sums[2], sums[0]);
});

function oneFile(text: string, more: object = {}): DatasetSpec {
  write("all.csv", text);
  return datasetSpec.parse({ name: "all", file: "all.csv", ...more }) as DatasetSpec;
}

/** Twelve series, of which every third is of the class b; each has its number as its value. */
const twelve = Array.from({ length: 12 }, (_, i) => `${i % 3 === 2 ? "b" : "a"},${i}\n`).join("");

test("one file is split within each class by share and seed, always alike", () => {
  const values = (split: object) => {
    const { train, test } = loadDataset(present(oneFile(twelve, { split })));
    return [
      [...train.sequences.offsets.map((at) => train.sequences.values[at]!)],
      [...test.labels],
    ];
  };
  const [training, testLabels] = values({ share: 0.5, seed: 1 });
  assert.equal(training!.length, 6);
  assert.deepEqual(
    [...training!].sort((a, b) => a - b),
    training,
  );
  assert.deepEqual(testLabels!.filter((label) => label === 1).length, 2);
  assert.deepEqual(values({ share: 0.5, seed: 1 }), [training, testLabels]);
  const others = [2, 3, 4, 5].map((seed) => String(values({ share: 0.5, seed })[0]));
  assert.ok(others.some((other) => other !== String(training)));
  assert.equal(values({ share: 0.999 })[1]!.length, 2);
  assert.equal(values({ share: 0.001 })[0]!.length, 2);
});

test("a class with one series is for training, and a file of such classes is refused", () => {
  const { train, test } = loadDataset(present(oneFile("a,1\na,2\nb,3\n")));
  assert.deepEqual([...train.labels, ...test.labels], [0, 1, 0]);
  assert.match(faultOf(() => loadDataset(present(oneFile("a,1\nb,2\n")))).message, /one series/);
});

test("a table without labels is refused, where its first column would be taken for them", () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${Math.sin(i)},${Math.cos(i)},1\n`).join("");
  const fault = faultOf(() => loadDataset(present(oneFile(rows))));
  assert.match(fault.message, /^all\.csv: the 20 series have 20 different labels \(0, 0\.84/);
  assert.match(fault.hint!, /the data set's key `label`/);
});

test("a key that says how to read a table is refused for files of another format", () => {
  const header = "@classLabel true a b\n@data\n";
  const spec = own(`${header}1:a\n`, `${header}1:b\n`, "ts", { label: "last" });
  assert.match(faultOf(() => present(spec)).message, /the key `label` says nothing to \.ts files/);
});

test("training and test series of different numbers of channels are refused", () => {
  const header = "@classLabel true a b\n@data\n";
  const fault = faultOf(() =>
    loadDataset(present(own(`${header}1:2:a\n`, `${header}1:a\n`, "ts"))),
  );
  assert.match(fault.message, /own: the training series have 2 channels, the test series 1/);
});

test("own files that are not there, or in different formats, are told by what the config says", () => {
  const located = locateDataset(
    { name: "A", train: "nowhere.csv", test: "own_TEST.csv", lengths: "equal" },
    { base: folder },
  );
  assert.equal(located.status, "missing");
  assert.equal((located as { reason: string }).reason, "A: there is no file nowhere.csv");
  const mixed = {
    name: "A",
    train: "own_TRAIN.ts",
    test: "own_TEST.csv",
    lengths: "equal" as const,
  };
  const fault = faultOf(() => locateDataset(mixed, { base: folder }));
  assert.equal(fault.message, "A: own_TRAIN.ts and own_TEST.csv are in different formats");
  assert.match(
    fault.hint!,
    /^give both files as \.ts, or both as rows of numbers, or both as \.arff/,
  );
});

test("a name that the archive does not have, and an archive's folder that does not exist, are refused", () => {
  const fault = faultOf(() => locateDataset("Cofee", { base: "." }));
  assert.equal(fault.message, 'the archive has no data set "Cofee"; did you mean "Coffee"?');
  const nowhere = faultOf(() =>
    locateDataset("Coffee", { archive: join(folder, "nowhere"), base: "." }),
  );
  assert.match(nowhere.message, /the archive's folder .*nowhere does not exist/);
});

test("groups are replaced by their members, and a name is kept once", () => {
  const expanded = expandGroups(["Coffee", "paper-56", "Adiac"]);
  assert.equal(expanded.length, 56);
  assert.equal(expanded[0], "Coffee");
});

test("a spec with a wrong name, key or generator is refused", () => {
  for (const spec of [
    "Cofee",
    { name: "a b", train: "x", test: "y" },
    { name: "a", train: "x" },
    { name: "a", train: "x", test: "y", length: 3 },
    { name: "a", train: "x", test: "y", lengths: "some" },
    { name: "a", train: "x", test: "y", format: "weka" },
    { name: "a", generate: "cylinder" },
    { name: "a", generate: "two-patterns", trainSize: 0, testSize: 1, seed: 1 },
    { name: "a", generate: "two-patterns", trainSize: 1, testSize: 1, seed: 1, length: [30, 20] },
  ]) {
    assert.equal(datasetSpec.safeParse(spec).success, false, JSON.stringify(spec));
  }
});

test("the embedded notice names the archive, its citation and its terms", () => {
  const notice = readFileSync(join(datasetsFolder, "embedded", "NOTICE.md"), "utf8");
  for (const word of ["UCR", "Dau", "IEEE/CAA", "Coffee", "GunPoint", "SmoothSubspace", "UMD"]) {
    assert.ok(notice.includes(word), word);
  }
});

/** Sets whose test files in the shared archive were rebuilt: rounded, or in another order. */
const rebuilt: readonly string[] = [
  ...["ChlorineConcentration", "ECG5000", "TwoPatterns"],
  ...["UWaveGestureLibraryX", "UWaveGestureLibraryY", "UWaveGestureLibraryZ"],
];

test("every set in the shared archive has the published counts, length and classes, and a rebuilt file is told", {
  skip: withoutSharedFolder,
}, () => {
  const archive = join(sharedFolder!, "ucr");
  let found = 0;
  for (const entry of manifest.sets) {
    const located = locateDataset(entry.name, { archive, base: "." });
    if (located.status === "missing") continue;
    found++;
    const { train, test: testPart, classes, notes } = loadDataset(located);
    const told = "the text of the test file is not that of the 2018 release";
    assert.deepEqual(notes, rebuilt.includes(entry.name) ? [told] : [], entry.name);
    assert.deepEqual(
      [
        train.labels.length,
        testPart.labels.length,
        commonLength(train.sequences) ?? null,
        classes.length,
      ],
      [entry.train, entry.test, entry.length, entry.classes],
      entry.name,
    );
  }
  const [, ...listed] = readFileSync(join(archive, "MANIFEST.csv"), "utf8").trim().split("\n");
  assert.equal(found, listed.length);
});
