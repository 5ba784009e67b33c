// Node loads a reporter before the options that load TypeScript.
require("tsx/cjs");
module.exports = require("./skipped-tests.ts").skippedTests;
