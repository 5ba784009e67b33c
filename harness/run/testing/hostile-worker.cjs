// A worker that does what a unit's name says: what befalls a thread befalls it here.
const { appendFileSync, readFileSync } = require("node:fs");

/** How often a unit was tried, in a file: a thread that dies forgets. */
function attemptOf(file) {
  appendFileSync(file, "x");
  return readFileSync(file, "utf8").length;
}

function fate(name) {
  if (name === "die") process.exit(3);
  if (name === "hang") for (;;);
  if (name === "fill") {
    const kept = [];
    for (;;) kept.push(new Array(1000).fill({}));
  }
  if (name === "throw") throw new Error("a defect");
}

module.exports = ({ unit, payload }) => {
  const attempt = attemptOf(payload);
  const [name, times] = unit.split(" ");
  if (attempt <= Number(times)) fate(name);
  return { status: "done", reply: { value: attempt, seconds: 0 } };
};
