import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { harness, startHarness, temporaryFolder } from "../../testing/cli.ts";
import { expectedRecords, queueFolder, recordsIn } from "./testing/queue-project.ts";
import { freePort, startRedis, withoutRedis } from "./testing/redis-server.ts";

const withoutOpenssl =
  spawnSync("openssl", ["version"]).status === 0 ? false : "openssl is not installed";

/** A certificate for 127.0.0.1 that only who is given it trusts. */
function writeCertificate(folder: string): { certificate: string; key: string } {
  const certificate = join(folder, "redis.crt");
  const key = join(folder, "redis.key");
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=queue"],
    ...["-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key],
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  return { certificate, key };
}

test("over TLS run and worker give the same records, with a certificate they trust and no other", {
  skip: withoutRedis || withoutOpenssl,
}, async (t) => {
  const folder = temporaryFolder(t);
  const { certificate, key } = writeCertificate(folder);
  const port = await freePort();
  const redis = await startRedis(folder, [
    ...["--requirepass", "secret-word", "--tls-port", `${port}`, "--tls-auth-clients", "no"],
    ...["--tls-cert-file", certificate, "--tls-key-file", key],
  ]);
  t.after(() => redis.stop());
  const url = `rediss://:secret-word@127.0.0.1:${port}`;

  const stranger = await harness(folder, "status", "--redis", url);
  assert.equal(stranger.status, 2);
  assert.match(stranger.stderr, /^the Redis server 127\.0\.0\.1:\d+ does not answer: self-signed/);
  assert.doesNotMatch(stranger.stderr, /secret-word/);
  const unencrypted = await harness(folder, "status", "--redis", url.replace("rediss", "redis"));
  assert.equal(unencrypted.status, 2);
  assert.match(unencrypted.stderr, /^the Redis server 127\.0\.0\.1:\d+ does not answer: /);

  process.env.NODE_EXTRA_CA_CERTS = certificate;
  const project = queueFolder();
  t.after(() => rmSync(project, { recursive: true, force: true }));
  const worker = startHarness(project, "worker", "--jobs", "1", "--redis", url);
  t.after(() => worker.child.kill("SIGKILL"));
  const run = await harness(project, "run", "queue.yaml", "--executor", "queue", "--redis", url);
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(recordsIn(join(project, "results")), await expectedRecords());
});
