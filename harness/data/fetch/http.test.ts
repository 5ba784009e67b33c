import assert from "node:assert/strict";
import { test } from "node:test";
import { retryAfter } from "./http.ts";

test("a server asks to wait in seconds or until a date", () => {
  const now = Date.parse("Wed, 21 Oct 2015 07:28:00 GMT");
  assert.equal(retryAfter("120", now), 120_000);
  assert.equal(retryAfter("Wed, 21 Oct 2015 07:28:30 GMT", now), 30_000);
  assert.equal(retryAfter("Wed, 21 Oct 2015 07:27:30 GMT", now), 0);
  assert.equal(retryAfter("soon", now), undefined);
  assert.equal(retryAfter(null, now), undefined);
});
