import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { done, planned } from "../../analysis/testing/records.ts";
import { startChromium, withoutChromium } from "../../testing/chromium.ts";
import { writeReport } from "../report.ts";
import { exampleInput } from "../testing/inputs.ts";

const published = {
  classifiers: ["1NN-DTW", "HC2"],
  datasets: ["Coffee"],
  percent: (dataset: string, classifier: string) =>
    dataset === "Coffee" && classifier === "HC2" ? 99.5 : undefined,
};

describe("the page in Chromium", { skip: withoutChromium }, () => {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  let browser: Browser;
  let address: string;

  before(async () => {
    const { html } = await writeReport({ ...exampleInput, published }, folder);
    address = pathToFileURL(html).href;
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on("pageerror", (error) => assert.fail(error));
    await page.goto(address);
    return page;
  }

  function names(page: Page): Promise<string[]> {
    return page.$$eval("table.results tbody tr:not([hidden])", (rows) =>
      rows.map((row) => row.getAttribute("data-name") ?? ""),
    );
  }

  async function violations(page: Page, part?: string): Promise<string[]> {
    const builder = new AxeBuilder({ page });
    const { violations: found } = await (part ? builder.include(part) : builder).analyze();
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  test("asks for nothing but itself", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address);
    await page.locator("button.open").first().click();
    const beyond = asked.filter((url) => !url.startsWith("data:"));
    assert.deepEqual(beyond, [address]);
    await context.close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing in the ${colorScheme} theme, with the drawer closed or open`, async () => {
      const page = await opened({ colorScheme, viewport: { width: 1280, height: 900 } });
      assert.deepEqual(await violations(page), []);
      await page.locator("button.open").first().click();
      assert.deepEqual(await violations(page, "dialog"), []);
      await page.context().close();
    });
  }

  for (const width of [360, 1280, 1600]) {
    test(`is not scrolled sideways at ${width} pixels, with the drawer closed or open`, async () => {
      const page = await opened({ viewport: { width, height: 800 } });
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.equal(await overflow(), 0);
      await page.locator("button.open").first().click();
      assert.equal(await overflow(), 0);
      await page.context().close();
    });
  }

  test("sorts by every column, either way, with what has no number at the end", async () => {
    const page = await opened();
    const titles = page.locator("th.sortable button");
    for (let i = 0; i < (await titles.count()); i++) {
      await titles.nth(i).click();
      assert.equal(await page.locator("th[aria-sort]").count(), 1);
    }
    const accuracy = page.locator('th[data-column="rntk-accuracy"]');
    await accuracy.locator("button").click();
    assert.equal(await accuracy.getAttribute("aria-sort"), "descending");
    assert.deepEqual((await names(page)).slice(0, 3), ["Coffee", "GunPoint", "OwnSeries"]);
    await accuracy.locator("button").click();
    assert.deepEqual((await names(page)).slice(0, 3), ["OwnSeries", "GunPoint", "Coffee"]);
    assert.deepEqual((await names(page)).slice(3).sort(), ["Beef", "Plane"]);
    await page.context().close();
  });

  test("filters by name and by type, and says how many are left", async () => {
    const page = await opened();
    await page.getByLabel("Data set", { exact: true }).fill("oFF");
    assert.deepEqual(await names(page), ["Coffee"]);
    assert.equal(await page.locator(".shown").textContent(), "1 of 5 data sets");
    await page.getByLabel("Data set", { exact: true }).fill("");
    await page.getByLabel("Type").selectOption("own");
    assert.deepEqual(await names(page), ["OwnSeries"]);
    await page.context().close();
  });

  test("sorting, filter and the open row stand in the address, and a sent address shows the same view", async () => {
    const page = await opened();
    const sorted = page.locator('th[data-column="rntk-accuracy"] button');
    await sorted.click();
    await sorted.click();
    await page.getByLabel("Data set", { exact: true }).fill("o");
    await page.locator('tr[data-name="GunPoint"] button.open').click();
    await page.getByRole("tab", { name: "RBF" }).click();
    const sent = page.url();
    assert.match(sent, /\?sort=rntk-accuracy\+ascending&name=o&open=GunPoint&method=rbf$/);
    await page.getByRole("button", { name: "Close" }).click();
    await page.waitForFunction(() => !/open=|method=/.test(location.search));
    await page.goto(sent);
    assert.deepEqual(await names(page), ["OwnSeries", "GunPoint", "Coffee"]);
    assert.equal(await page.locator("dialog h2").textContent(), "GunPoint");
    assert.equal(await page.getByRole("tab", { selected: true }).textContent(), "RBF");
    await page.goto(`${address}?sort=nonsense+up&type=none&open=nobody`);
    assert.equal((await names(page)).length, 5);
    assert.ok(!(await page.locator("dialog").isVisible()));
    await page.context().close();
  });

  test("a click on a point of a scatter opens the row of its data set", async () => {
    const page = await opened();
    await page.locator('[aria-label="RNTK against RBF"] [data-tip^="GunPoint: "]').click();
    assert.equal(await page.locator("dialog h2").textContent(), "GunPoint");
    await page.context().close();
  });

  test("groups of columns can be hidden and shown", async () => {
    const page = await opened();
    const cell = page.locator("td.paper").first();
    assert.ok(await cell.isVisible());
    await page.getByLabel("difference to the paper").uncheck();
    assert.ok(!(await cell.isVisible()));
    await page.context().close();
  });

  test("rows that are equal in a column stand in the order of the plan, whatever came before", async () => {
    const page = await opened();
    await page.locator('th[data-column="name"] button').click();
    await page.locator('th[data-column="name"] button').click();
    assert.deepEqual(await names(page), ["Plane", "OwnSeries", "GunPoint", "Coffee", "Beef"]);
    const equal = page.locator('th[data-column="classes"]');
    await equal.locator("button").click();
    const classes = await page.$$eval("table.results tbody tr", (rows) =>
      rows.map((row) => `${row.querySelectorAll("td.sizes")[2]?.textContent}`),
    );
    assert.deepEqual(
      classes,
      classes.toSorted((a, b) => Number(b) - Number(a)),
    );
    const twoClasses = (await names(page)).slice(-3);
    assert.deepEqual(twoClasses, ["Coffee", "GunPoint", "OwnSeries"]);
    await page.context().close();
  });

  test("the drawer opens by keyboard, shows what is behind a number, and gives the focus back", async () => {
    const page = await opened();
    const button = page.locator('tr[data-name="GunPoint"] button.open');
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "GunPoint" });
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.match(text, /50\.00 % ± 25\.00 \(binomial standard error, 4 cases\)/);
    assert.match(text, /3 candidates share it \(2 of them measured\)/);
    assert.match(text, /harness run configs\/example\.yaml --only dataset=GunPoint,method=rntk/);
    assert.deepEqual(await dialog.locator("table.heat td").allTextContents(), [
      "90.0 chosen",
      "70.0",
      "50.0",
      "90.0",
    ]);
    await dialog.getByRole("tab", { name: "RNTK" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(
      await dialog.getByRole("tab", { name: "RBF" }).getAttribute("aria-selected"),
      "true",
    );
    await page.keyboard.press("Escape");
    assert.ok(!(await dialog.isVisible()));
    assert.ok(await button.evaluate((node) => node === document.activeElement));
    await page.context().close();
  });

  test("the drawer of a failed task says why", async () => {
    const page = await opened();
    await page.locator('tr[data-name="Beef"] button.open').click();
    assert.match(await page.getByRole("dialog").innerText(), /row 3 of Beef_TRAIN\.tsv/);
    await page.context().close();
  });

  test("published classifiers become columns that sort, and go again", async () => {
    const page = await opened();
    await page.getByText("Published classifiers as columns").click();
    await page.getByLabel("HC2").check();
    assert.equal(
      await page.locator('tr[data-name="Coffee"] td[data-classifier]').textContent(),
      "99.50",
    );
    await page.locator('th[data-column="HC2"] button').click();
    assert.equal((await names(page))[0], "Coffee");
    assert.equal(await page.getByLabel("1NN-DTW").count(), 0);
    await page.getByLabel("HC2").uncheck();
    assert.equal(await page.locator("[data-classifier]").count(), 0);
    await page.context().close();
  });

  test("the header over published columns spans them, whatever groups of columns are shown", async () => {
    const page = await opened();
    await page.getByText("Published classifiers as columns").click();
    await page.getByLabel("HC2").check();
    for (const group of ["difference to the paper", "span over ties"]) {
      await page.getByLabel(group).uncheck();
    }
    const spans = await page.$$eval("th.method", (headers) =>
      headers.map((header) => [header.textContent, header.getAttribute("colspan")]),
    );
    assert.deepEqual(spans.slice(-3), [
      ["RNTK", "1"],
      ["RBF", "1"],
      ["Published", "1"],
    ]);
    await page.getByLabel("span over ties").check();
    const header = page.locator("th.theirs[scope=colgroup]");
    assert.equal(await header.getAttribute("colspan"), "1");
    await page.context().close();
  });

  test("ten methods fit on a screen of 1280 pixels: what does not fit is hidden, and can be shown", async () => {
    const ids = [..."abcdefghij"];
    const tenfold = {
      ...exampleInput,
      records: ids.map((id) => done("Coffee", `${id}-longer-name`)),
      planned: ids.map((id) => planned("Coffee", `${id}-longer-name`, `Longer name ${id}`)),
    };
    const wide = mkdtempSync(join(tmpdir(), "wide-page-"));
    try {
      const { html } = await writeReport(tenfold, wide);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(pathToFileURL(html).href);
      const overflow = () =>
        page.$eval("#table .scroll", (frame) => frame.scrollWidth - frame.clientWidth);
      assert.equal(await overflow(), 0);
      assert.equal(await page.getByLabel("span over ties").isChecked(), false);
      await page.getByLabel("span over ties").check();
      assert.ok((await overflow()) > 0);
      await context.close();
    } finally {
      rmSync(wide, { recursive: true });
    }
  });

  test("a point of a figure names itself under the pointer", async () => {
    const page = await opened();
    await page.locator('[data-tip^="Coffee: RNTK 100.00 %, RBF"]').hover();
    assert.match(await page.locator(".tip").innerText(), /^Coffee: RNTK 100\.00 %, RBF 75\.00 %$/);
    await page.context().close();
  });

  test("reads without scripts: the whole table, and no control that would do nothing", async () => {
    const page = await opened({ javaScriptEnabled: false });
    assert.equal(await page.locator("table.results tbody tr").count(), 5);
    assert.ok(!(await page.locator("form.controls").isVisible()));
    await page.context().close();
  });

  test("prints in the light theme and without controls", async () => {
    const page = await opened({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const ink = await page.evaluate(() => getComputedStyle(document.documentElement).color);
    assert.equal(ink, "rgb(28, 37, 48)");
    assert.ok(!(await page.locator("form.controls").isVisible()));
    await page.context().close();
  });
});
