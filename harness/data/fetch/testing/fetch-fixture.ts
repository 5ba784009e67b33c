import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach } from "node:test";
import type { HarnessError } from "../../../errors.ts";
import { datasetsFolder } from "../../manifest.ts";
import { type FetchOptions, type FetchOutcome, fetchDatasets } from "../fetch-datasets.ts";
import { ArchiveServer } from "./archive-server.ts";
import { rowsOf } from "./sets.ts";

/** For each test of a file a fresh server and a fresh folder, and what it takes to fetch from one to the other. */
export class FetchFixture {
  readonly server = new ArchiveServer();
  readonly root = mkdtempSync(join(tmpdir(), "harness-fetch-"));
  folder = "";
  waits: number[] = [];

  constructor() {
    before(() => this.server.start());
    after(async () => {
      await this.server.stop();
      rmSync(this.root, { recursive: true });
    });
    beforeEach(() => {
      this.folder = mkdtempSync(join(this.root, "to-"));
      this.waits = [];
      this.server.reset();
    });
  }

  get lock(): string {
    return `${this.folder}.lock.json`;
  }

  /** Serves a file and gives its address. */
  serve(path: string, body: Buffer): string {
    this.server.files.set(path, body);
    return this.server.url(path);
  }

  fetch(
    wanted: readonly string[],
    from: string | readonly string[],
    more: Partial<FetchOptions> = {},
  ): Promise<FetchOutcome[]> {
    return fetchDatasets(wanted, {
      folder: this.folder,
      lock: this.lock,
      sources: [from].flat(),
      password: "someone",
      jobs: 2,
      pace: { attempts: 3, delay: 5, timeout: 300, longestWait: 2000 },
      existing: "keep",
      events: {
        onBytes: () => undefined,
        onWait: (_, wait) => this.waits.push(wait),
        onEnd: () => undefined,
      },
      ...more,
    });
  }

  /** What is half unpacked. */
  get incoming(): string[] {
    const path = join(this.folder, ".incoming");
    return existsSync(path) ? readdirSync(path) : [];
  }

  /** Checks that all sets are there, byte for byte, and nothing else: no zip, no part, no lock. */
  assertFetched(outcomes: readonly FetchOutcome[]): void {
    for (const outcome of outcomes) {
      const { name, status } = outcome;
      assert.equal(status, "fetched", status === "failed" ? outcome.errors[0]?.message : status);
      for (const part of ["TRAIN", "TEST"] as const) {
        const path = join(this.folder, name, `${name}_${part}.tsv`);
        assert.ok(readFileSync(path).equals(rowsOf(name, part)), path);
      }
    }
    const left = readdirSync(this.folder, { recursive: true, encoding: "utf8" });
    assert.deepEqual(
      left.filter((path) => /\.(zip|part|json|fetching)$/.test(path)),
      [],
    );
    assert.deepEqual(this.incoming, []);
  }

  /** Fetches one set, which must fail with what to do, and leave nothing that a run could find. */
  async faultOf(
    from: string | readonly string[],
    more: Partial<FetchOptions> = {},
    name = "BeetleFly",
  ): Promise<HarnessError> {
    const [outcome] = await this.fetch([name], from, more);
    assert.equal(outcome?.status, "failed");
    assert.ok(!existsSync(join(this.folder, name)), "nothing is in place");
    assert.deepEqual(this.incoming, []);
    const [error] = outcome.status === "failed" ? outcome.errors : [];
    assert.ok(error?.hint, `it says what to do: ${error?.message}`);
    return error;
  }
}

/** A file of an embedded set. */
export function embeddedFile(name: string, part: string): Buffer {
  return readFileSync(join(datasetsFolder, "embedded", name, `${name}_${part}.tsv`));
}
