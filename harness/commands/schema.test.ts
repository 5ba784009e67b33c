import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { harness, temporaryFolder } from "../testing/cli.ts";

const project = fileURLToPath(new URL("../../", import.meta.url));

test("schema prints the committed JSON schema, and as Markdown the committed page", async (context) => {
  const folder = temporaryFolder(context);
  const json = await harness(folder, "schema");
  assert.equal(json.status, 0);
  assert.equal(json.stdout, readFileSync(`${project}configs/config.schema.json`, "utf8"));
  const page = await harness(folder, "schema", "--format", "markdown");
  assert.equal(page.stdout, readFileSync(`${project}docs/config.md`, "utf8"));
});

test("schema refuses a format that it does not have, and words that mean nothing to it", async (context) => {
  const folder = temporaryFolder(context);
  const format = await harness(folder, "schema", "--format", "yaml");
  assert.equal(format.status, 2);
  assert.match(format.stderr, /format.*yaml/s);
  assert.equal((await harness(folder, "schema", "--markdown")).status, 2);
});
