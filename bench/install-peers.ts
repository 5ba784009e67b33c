/** Makes the Python environments of the peers: `npm run bench:peers [-- --python python3]`. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { environments } from "./peer.ts";

const ending = ".requirements.txt";
const { values } = parseArgs({ options: { python: { type: "string", default: "python3" } } });
const peers = join(import.meta.dirname, "peers");
for (const file of readdirSync(peers).filter((name) => name.endsWith(ending))) {
  const folder = join(environments, file.slice(0, -ending.length));
  execFileSync(values.python, ["-m", "venv", folder], { stdio: "inherit" });
  const pip = ["-m", "pip", "install", "--quiet", "--requirement", join(peers, file)];
  execFileSync(join(folder, "bin", "python"), pip, { stdio: "inherit" });
  console.log(`${file}: ${folder}`);
}
