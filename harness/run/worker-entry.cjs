// A worker thread does not inherit tsx. Its CommonJS form compiles on this thread, where the form for
// modules would start a second thread beside every worker, with a heap of its own.
require("tsx/cjs");
module.exports = require("./worker.ts").work;
