import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import { harness, temporaryFolder } from "../testing/cli.ts";

function put(folder: string, name: string, train: string, testText: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, `${name}_TRAIN.tsv`), train);
  writeFileSync(join(folder, name, `${name}_TEST.tsv`), testText);
}

test("the list names every set of the archive, and where the embedded ones are", async (t) => {
  const { status, stdout } = await harness(temporaryFolder(t), "datasets");
  assert.equal(status, 0);
  assert.match(stdout, /^data set +type +train +test +length +classes +1-NN error +where\n/);
  assert.match(stdout, /\nUMD +Simulated +36 +144 +150 +3 +0\.2361 +.*embedded\/UMD\n/);
  assert.match(stdout, /\nPLAID +Device +537 +537 +varies +11 +0\.4767 +/);
  assert.match(stdout, /\n\d+ of 128 are on this machine\.\n/);
});

test("the list as JSON has the published properties and the files", async (t) => {
  const { stdout } = await harness(temporaryFolder(t), "datasets", "Coffee", "--json");
  const [coffee] = JSON.parse(stdout);
  assert.equal(coffee.status, "present");
  assert.equal(coffee.errors.euclidean, 0);
  assert.match(coffee.files.train, /Coffee_TRAIN\.tsv$/);
});

test("--verify computes what the archive publishes from the files, and agrees", async (t) => {
  const names = ["Coffee", "GunPoint", "SmoothSubspace", "UMD"];
  const { status, stdout } = await harness(temporaryFolder(t), "datasets", ...names, "--verify");
  assert.equal(status, 0);
  assert.match(stdout, /GunPoint +50 +150 +150 +2 +0\.0867 +0\.0867 +as known +agrees/);
  assert.match(stdout, /SmoothSubspace +150 +150 +15 +3 +0\.0933 +0\.0933 +as known +agrees/);
  assert.match(stdout, /4 of 4 agree with all that the archive publishes/);
});

test("--verify tells other files and unreadable ones apart, with status 4", async (t) => {
  const folder = temporaryFolder(t);
  put(folder, "Coffee", "0\t1\t2\n1\t2\t1\n", "1\t3\t1\n");
  put(folder, "UMD", "1\t1\t2\n1\tx\t1\n", "1\t1\t2\n");
  const { status, stdout, stderr } = await harness(
    folder,
    "datasets",
    "Coffee",
    "UMD",
    "--archive",
    ".",
    "--verify",
  );
  assert.equal(status, 4);
  assert.match(stdout, /Coffee +2 +1 +2 +2 +0\.0000 +0\.0000 +another +differs/);
  assert.match(stdout, /Coffee: training series: 2, published 28/);
  assert.match(stdout, /Coffee: the text of the training file is not that of the 2018 release/);
  assert.match(stdout, /UMD: UMD_TRAIN\.tsv:2:3: the value "x" is no number/);
  assert.match(stderr, /2 of 2 data sets are not as published: Coffee, UMD/);
});

test("an unknown name and an archive that is not there are refused with status 2", async (t) => {
  const folder = temporaryFolder(t);
  const unknown = await harness(folder, "datasets", "gunpoint");
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /no data set "gunpoint"; did you mean "GunPoint"\?/);
  const nowhere = await harness(folder, "datasets", "--archive", "nowhere");
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr, /the archive's folder nowhere does not exist/);
});

test("--verify on smaller sets of the shared archive: missing values, z-normalised ones, unequal lengths", {
  skip: withoutSharedFolder,
}, async (t) => {
  const names = [
    "DodgerLoopDay",
    "AllGestureWiimoteX",
    "Chinatown",
    "BME",
    "Beef",
    "Plane",
    "ECG200",
  ];
  const archive = join(sharedFolder!, "ucr");
  const { status, stdout } = await harness(
    temporaryFolder(t),
    "datasets",
    ...names,
    "--archive",
    archive,
    "--verify",
  );
  assert.equal(status, 0);
  assert.match(stdout, /DodgerLoopDay .* 0\.4500 +0\.4500 +as known +agrees\n/);
  assert.match(
    stdout,
    /AllGestureWiimoteX .* 0\.4857 +0\.4843 +as known +agrees, but for the error \*\n/,
  );
  assert.match(stdout, /6 of 7 agree with all .*\n\* 1 more but for the error/);
});
