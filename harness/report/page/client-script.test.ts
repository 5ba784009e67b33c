import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { clientScript } from "./client-script.ts";

test("a script is one piece that imports nothing and names no file", () => {
  for (const name of ["results", "tooltip"] as const) {
    const script = clientScript(name);
    assert.match(script, /^"use strict";\(\(\)=>\{.*\}\)\(\);$/s);
    assert.doesNotMatch(script, /\bimport\b|\brequire\(|sourceMappingURL|\.ts\b/);
  }
});

test("another process in another folder gives the same bytes", () => {
  const module = pathToFileURL(fileURLToPath(new URL("client-script.ts", import.meta.url))).href;
  const code = `import { clientScript } from ${JSON.stringify(module)};
    process.stdout.write(clientScript("results"));`;
  const tsx = import.meta.resolve("tsx");
  const script = execFileSync(
    process.execPath,
    ["--import", tsx, "--input-type=module", "-e", code],
    {
      cwd: tmpdir(),
      encoding: "utf8",
    },
  );
  assert.equal(script, clientScript("results"));
});

test("the scripts weigh less than 12 kB, since every page carries them", () => {
  const bytes = Buffer.byteLength(clientScript("results") + clientScript("tooltip"));
  assert.ok(bytes < 12_000, `${bytes} bytes`);
});
