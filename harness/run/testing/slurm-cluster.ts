import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const programs = ["munged", "slurmctld", "slurmd", "sbatch"];

function isInstalled(program: string): boolean {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  return spawnSync("which", [program], { env: { PATH: path } }).status === 0;
}

/** Why tests that need Slurm cannot run here, or false. */
export const withoutSlurm =
  process.getuid?.() !== 0
    ? "starting Slurm's daemons needs root"
    : programs.every(isInstalled)
      ? false
      : "Slurm is not installed";

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  for (const server of servers) server.close();
  await Promise.all(servers.map((server) => once(server, "close")));
  return ports;
}

/** A cluster of one node of two cores, this machine. */
export interface SlurmCluster {
  readonly environment: NodeJS.ProcessEnv;
  /** Waits until no job is left. */
  emptied(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one with all its files in a folder; its path has to be short, for the sake of a socket. */
export async function startSlurm(folder: string): Promise<SlurmCluster> {
  const munge = join(folder, "munge");
  for (const name of ["state", "spool", "munge"]) mkdirSync(join(folder, name), { mode: 0o700 });
  writeFileSync(join(munge, "key"), randomBytes(1024), { mode: 0o600 });
  const [controller, node] = await freePorts(2);
  const name = hostname().split(".")[0]!;
  const config = join(folder, "slurm.conf");
  writeFileSync(
    config,
    `ClusterName=one
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${munge}/socket
CredType=cred/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SchedulerParameters=sched_interval=1,bf_interval=1
ReturnToService=2
NodeName=${name} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=${name} Default=YES State=UP MaxTime=INFINITE
`,
  );
  const environment = {
    ...process.env,
    PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
    SLURM_CONF: config,
  };
  const daemons: ChildProcess[] = [];
  const start = (program: string, ...flags: string[]) =>
    daemons.push(spawn(program, flags, { env: environment, stdio: "ignore" }));
  const inMunge = (file: string) => join(munge, file);
  start(
    "munged",
    ...["--foreground", "--force", `--socket=${inMunge("socket")}`],
    ...[`--key-file=${inMunge("key")}`, `--pid-file=${inMunge("pid")}`],
    ...[`--log-file=${inMunge("log")}`, `--seed-file=${inMunge("seed")}`],
  );
  await setTimeout(500);
  start("slurmctld", "-D", "-f", config);
  start("slurmd", "-D", "-f", config);
  const ask = (program: string, ...flags: string[]) =>
    spawnSync(program, flags, { env: environment, encoding: "utf8" }).stdout ?? "";
  const until = Date.now() + 30_000;
  while (!/idle/.test(ask("sinfo", "--noheader", "--format=%T"))) {
    if (Date.now() > until) throw new Error("the node of the Slurm cluster does not come up");
    await setTimeout(200);
  }
  return {
    environment,
    async emptied() {
      while (ask("squeue", "--noheader").trim() !== "") await setTimeout(300);
    },
    async stop() {
      ask("scancel", "--user=root");
      for (const daemon of daemons.reverse()) {
        daemon.kill("SIGKILL");
        if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, "exit");
      }
    },
  };
}
