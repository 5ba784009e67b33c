// The flag of index.ts once more, at once: V8 resets it, for all threads, whenever a thread starts.
require("node:v8").setFlagsFromString("--semi-space-growth-factor=1");
// A worker thread does not inherit tsx. Its CommonJS form compiles on this thread, where the form for
// modules would start a second thread beside every worker, with a heap of its own.
require("tsx/cjs");
module.exports = require("./worker.ts").work;
