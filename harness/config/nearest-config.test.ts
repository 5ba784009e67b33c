import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";
import { nearestConfigHint } from "./nearest-config.ts";

const configs = relative(".", fileURLToPath(new URL("../../configs/", import.meta.url)));

test("a config that is not there is told with the nearest one, of its folder or of the project", (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "sensors.yaml", "");
  const mine = relative(".", join(folder, "sensors.yaml"));
  assert.equal(nearestConfigHint(join(folder, "sensor.yaml")), `did you mean ${mine}?`);
  assert.equal(nearestConfigHint(join(folder, "sensors")), `did you mean ${mine}?`);
  for (const path of [`${configs}/quikstart.yaml`, "quickstart.yml", "nowhere/quickstart"])
    assert.equal(nearestConfigHint(path), `did you mean ${configs}/quickstart.yaml?`, path);
});

test("a config of a name that nothing is near to is told where the project's own are", () => {
  assert.equal(nearestConfigHint("zzzzzzzz.yaml"), "the project's own are in configs/");
});

test("a folder as config is told as a folder, a typo with the nearest name, both with status 2", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "experiments"));
  writeInto(folder, "sensors.yaml", "");
  const cases = [
    ["experiments", /cannot read the config experiments: it is a folder\n$/],
    ["senors.yaml", /there is no such file\n {2}did you mean sensors\.yaml\?\n$/],
  ] as const;
  for (const [path, sentence] of cases) {
    const { status, stderr } = await harness(folder, "plan", path);
    assert.equal(status, 2);
    assert.match(stderr, sentence);
  }
});
