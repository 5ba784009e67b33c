import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { paperDatasets } from "../../../reference/paper-table.ts";
import { startChromium, withoutChromium } from "../../../testing/chromium.ts";
import { writeReport } from "../../report.ts";
import { frame } from "../../testing/inputs.ts";
import { paperSizedRecords } from "../../testing/paper-sized.ts";

const datasets = paperDatasets.filter(({ name }) => ["Adiac", "Meat"].includes(name));

describe("the drawer in Chromium, with four axes and with 37 classes", {
  skip: withoutChromium,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), "drawer-"));
  let browser: Browser;
  let address: string;

  before(async () => {
    const { html } = await writeReport({ ...frame, ...paperSizedRecords(datasets) }, folder);
    address = pathToFileURL(html).href;
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(dataset: string): Promise<{ page: Page; dialog: Locator }> {
    const page = await browser.newPage();
    page.on("pageerror", (error) => assert.fail(error));
    await page.goto(address);
    await page.locator(`tr[data-name="${dataset}"] button.open`).click();
    return { page, dialog: page.getByRole("dialog", { name: dataset }) };
  }

  const hasFocus = (locator: Locator) =>
    locator.evaluate((node) => node === document.activeElement);

  const corner = (dialog: Locator) => dialog.locator("table.heat th").first().textContent();

  test("a surface is drawn over the two axes that are chosen, and the other one gives way", async () => {
    const { page, dialog } = await opened("Meat");
    const [across, down] = [dialog.getByLabel("Across"), dialog.getByLabel("Down")];
    assert.equal(await corner(dialog), "σb \\ σw");
    assert.equal(await dialog.locator("table.heat td").count(), 15 * 12);
    await across.focus();
    await across.selectOption("C");
    assert.equal(await corner(dialog), "σb \\ C");
    assert.equal(await dialog.locator("table.heat td").count(), 5 * 12);
    assert.ok(await hasFocus(across), "so that the arrow keys go on");
    await down.selectOption("C");
    assert.equal(await corner(dialog), "C \\ σb");
    assert.equal(await across.inputValue(), "1");
    assert.equal(await dialog.locator("table.heat td.chosen").count(), 1);
    await page.close();
  });

  test("the same pair the other way round is the same surface, transposed", async () => {
    const { page, dialog } = await opened("Meat");
    const cells = () =>
      dialog
        .locator("table.heat tbody tr")
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll("td")].map(({ textContent }) => textContent)),
        );
    const before = await cells();
    await dialog.getByLabel("Across").selectOption("σb");
    assert.equal(await corner(dialog), "σw \\ σb");
    assert.deepEqual(
      await cells(),
      (before[0] ?? []).map((_, column) => before.map((row) => row[column])),
    );
    await page.close();
  });

  test("two axes leave nothing to choose", async () => {
    const { page, dialog } = await opened("Meat");
    await dialog.getByRole("tab", { name: "RBF" }).click();
    assert.equal(await corner(dialog), "C \\ α");
    assert.equal(await dialog.getByLabel("Across").count(), 0);
    await page.close();
  });

  test("up to twelve classes stand against one another, every test case in one place", async () => {
    const { page, dialog } = await opened("Meat");
    const table = dialog.getByRole("region", { name: "Confusions" });
    const cases = await table.locator("td").allTextContents();
    assert.equal(cases.length, 9);
    const sum = cases.reduce((total, text) => total + (text === "·" ? 0 : Number(text)), 0);
    assert.equal(sum, 60);
    await page.close();
  });

  test("of more classes the most frequent wrong predictions are told, the most frequent first", async () => {
    const { page, dialog } = await opened("Adiac");
    const table = dialog.getByRole("region", { name: "Confusions" });
    const cases = (await table.locator("tr td:last-child").allTextContents()).map(Number);
    assert.equal(cases.length, 20);
    assert.deepEqual(
      cases,
      cases.toSorted((a, b) => b - a),
    );
    const rows = await table
      .locator("tbody tr")
      .evaluateAll((found) =>
        found.map((row) => [...row.children].slice(0, 2).map(({ textContent }) => textContent)),
      );
    for (const [label, predicted] of rows) assert.notEqual(label, predicted);
    assert.match(await dialog.innerText(), /the wrong predictions among 37 classes/);
    await page.close();
  });

  test("ties are counted by their test accuracy, the best first", async () => {
    const { page, dialog } = await opened("Meat");
    const table = dialog.getByRole("region", { name: "Ties" });
    const accuracies = (await table.locator("tbody th").allTextContents()).map(Number.parseFloat);
    assert.ok(accuracies.length > 1);
    assert.deepEqual(
      accuracies,
      accuracies.toSorted((a, b) => b - a),
    );
    await page.close();
  });

  test("the arrow keys go round the methods, from the first to the last too", async () => {
    const { page, dialog } = await opened("Meat");
    const tab = (name: string) => dialog.getByRole("tab", { name });
    await tab("RNTK").focus();
    await page.keyboard.press("ArrowLeft");
    assert.ok(await hasFocus(tab("Polynomial")));
    await page.keyboard.press("ArrowRight");
    assert.ok(await hasFocus(tab("RNTK")));
    await page.keyboard.press("ArrowDown");
    assert.equal(await tab("RNTK").getAttribute("aria-selected"), "true");
    await tab("NTK").last().click();
    await page.keyboard.press("ArrowRight");
    assert.ok(await hasFocus(tab("RBF")), "after a click too");
    await page.close();
  });

  test("it is closed by its button and by a click beside it, and opens with the first method", async () => {
    const { page, dialog } = await opened("Meat");
    await dialog.getByRole("tab", { name: "RBF" }).click();
    await dialog.getByRole("button", { name: "Close" }).click();
    assert.ok(!(await dialog.isVisible()));
    await page.locator('tr[data-name="Meat"] td').last().click();
    assert.equal(await dialog.locator('[aria-selected="true"]').textContent(), "RNTK");
    await page.mouse.click(5, 300);
    assert.ok(!(await dialog.isVisible()));
    await page.close();
  });
});
