import assert from "node:assert/strict";
import { test } from "node:test";
import { harness, temporaryFolder } from "../testing/cli.ts";
import { commandNames } from "./registry.ts";

test("the help of every command has an example of it", async (t) => {
  const folder = temporaryFolder(t);
  assert.ok(commandNames.length > 10);
  for (const name of commandNames) {
    const { status, stdout } = await harness(folder, name, "--help");
    assert.equal(status, 0, name);
    const examples = stdout.slice(stdout.indexOf("Examples:")).split("\n").slice(1);
    assert.match(examples.join(" "), new RegExp(`^ +npx tsx harness ${name}\\b`), name);
  }
});
