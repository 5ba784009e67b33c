import assert from "node:assert/strict";
import { test } from "node:test";
import type { Setting } from "../kernels/kernel.ts";
import { kernels } from "../kernels/registry.ts";
import { completeSetting } from "../kernels/setting.ts";
import { settingSchema } from "./setting-schema.ts";

/** Values at and beyond the bounds of all kinds of keys. */
const values = [
  ...[-1, -0, 0, 5e-324, 0.5, 1, 1.5, 2, 2 ** 53 - 1, 2 ** 53, 1e308],
  ...[Number.NaN, Number.POSITIVE_INFINITY, "1", "", "relu", "erf", "last", true, null, [1]],
];

function completed(complete: () => Setting): Setting | "refused" {
  try {
    return complete();
  } catch {
    return "refused";
  }
}

test("the schema takes the settings that the kernel takes, with the same defaults", () => {
  for (const kernel of kernels) {
    const schema = settingSchema(kernel);
    const plain = Object.fromEntries(
      Object.entries(kernel.setting).map(([name, key]) => [name, key.default ?? 1]),
    );
    const settings = [
      {},
      { sigmaX: 1 },
      ...Object.keys(plain).flatMap((name) =>
        [undefined, ...values].map((value) => ({ ...plain, [name]: value })),
      ),
    ];
    let refused = 0;
    for (const setting of settings) {
      const own = completed(() => completeSetting(kernel.setting, setting));
      assert.deepEqual(
        completed(() => schema.parse(setting) as Setting),
        own,
      );
      if (own === "refused") refused++;
    }
    assert.ok(refused > 10 && refused < settings.length, kernel.name);
  }
});

test("every key of the schema has the kernel's description, in the kernel's order", () => {
  for (const kernel of kernels) {
    const { shape } = settingSchema(kernel);
    assert.deepEqual(Object.keys(shape), Object.keys(kernel.setting));
    for (const [name, key] of Object.entries(kernel.setting))
      assert.equal((shape[name] as { description?: string }).description, key.description);
  }
});
