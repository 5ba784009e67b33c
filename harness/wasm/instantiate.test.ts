import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import { sourceHash } from "./build/source-hash.ts";
import { compile, ensureMemory, instantiate } from "./instantiate.ts";
import { base64 } from "./kernels.wasm.ts";

test("a module that the engine does not take is undefined, not an error", () => {
  const unknown = Buffer.from([0, 0x61, 0x73, 0x6d, 9, 9, 9, 9]).toString("base64");
  assert.equal(instantiate(unknown), undefined);
  assert.equal(compile(""), undefined);
});

test("every instance of a module has a memory of its own, whose free part is aligned", {
  skip: instantiate(base64) === undefined && "this machine has no SIMD",
}, () => {
  const create = compile<object>(base64)!;
  const [a, b] = [create(), create()];
  assert.notEqual(a.memory, b.memory);
  assert.equal(a.heapBase % 16, 0);
});

test("memory grows to what is asked for and no further; what is too much is an error with advice", {
  skip: instantiate(base64) === undefined && "this machine has no SIMD",
}, () => {
  const { memory } = instantiate(base64)!;
  ensureMemory(memory, 100_000);
  assert.equal(memory.buffer.byteLength, 131_072);
  ensureMemory(memory, 1);
  assert.equal(memory.buffer.byteLength, 131_072);
  assert.throws(
    () => ensureMemory(memory, 2 ** 34),
    (error) =>
      error instanceof HarnessError && error.code === "compute" && /16384 MiB/.test(error.message),
  );
});

test("the committed modules carry the hash of the sources that stand beside them", () => {
  const modules = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".wasm.ts"));
  assert.ok(modules.length >= 2);
  for (const name of modules) {
    const text = readFileSync(join(import.meta.dirname, name), "utf8");
    const [, source, hash] = /from assembly\/(\S+);[\s\S]*sourceHash = "([0-9a-f]{64})"/.exec(
      text,
    )!;
    assert.equal(hash, sourceHash(source!), `${name}: run npm run build:wasm`);
  }
});
