import assert from "node:assert/strict";
import { test } from "node:test";
import { type Figure, figurePng, renderFigure } from "./figure.ts";
import { textWidth } from "./text-width.ts";

function figure(title: string): Figure {
  return {
    id: "bars",
    title,
    caption: "",
    spec: {
      data: { values: [{ a: "Meat", b: 1 / 3 }] },
      mark: "bar",
      encoding: { x: { field: "b", type: "quantitative" }, y: { field: "a", type: "nominal" } },
    },
  };
}

/** Width and height from a PNG's header. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

test("the same spec gives the same bytes, as SVG and as PNG", async () => {
  const [first, second] = [await renderFigure(figure("σw")), await renderFigure(figure("σw"))];
  assert.equal(first.svg, second.svg);
  assert.deepEqual(figurePng(first.svg), figurePng(second.svg));
});

test("a spec is written with its schema and its title, and may state a title of its own", async () => {
  const { spec } = await renderFigure(figure("x"));
  assert.match(spec.$schema ?? "", /vega-lite\/v6\.json$/);
  assert.equal(spec.title, "x");
  const own = {
    ...figure("x"),
    spec: { ...figure("x").spec, title: { text: "x", subtitle: "y" } },
  };
  const { spec: written, svg } = await renderFigure(own);
  assert.deepEqual(written.title, { text: "x", subtitle: "y" });
  assert.match(svg, />y</);
});

test("definitions are named after the figure, whatever was drawn before", async () => {
  const clipped = (id: string): Figure => {
    const { spec, ...rest } = figure("x");
    return { ...rest, id, spec: { ...spec, mark: { type: "bar", clip: true } } as Figure["spec"] };
  };
  const [first, , again] = await Promise.all(["a", "b", "a"].map(clipped).map(renderFigure));
  assert.match(first!.svg, /clip-path="url\(#a-0\)".* id="a-0"/);
  assert.equal(first!.svg, again!.svg);
});

test("a PNG has its text, Greek included, from the project's fonts alone", async () => {
  const { svg } = await renderFigure(figure("σw against Θ"));
  assert.match(svg, /font-family="Inter"/);
  const withText = Buffer.from(figurePng(svg));
  const without = Buffer.from(figurePng(svg.replaceAll(/<text.*?<\/text>/g, "")));
  assert.notDeepEqual(withText, without);
  const other = Buffer.from(figurePng(svg.replace("σw against Θ", "σb against Θ")));
  assert.notDeepEqual(withText, other);
});

test("a character that the fonts lack is drawn from no other font", async () => {
  const { svg } = await renderFigure(figure("漢"));
  const blank = svg.replace("漢", "\uE000");
  assert.deepEqual(figurePng(svg), figurePng(blank));
});

test("a PNG is twice as large as its SVG", async () => {
  const { svg } = await renderFigure(figure("x"));
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
  assert.deepEqual(sizeOf(figurePng(svg)), [2 * width!, 2 * height!]);
});

test("geometry has two decimals at most, and words keep theirs", async () => {
  const { svg } = await renderFigure(figure("ridge 0.001"));
  assert.match(svg, />ridge 0\.001</);
  assert.doesNotMatch(svg.replace("ridge 0.001", ""), /\d\.\d{3}/);
});

test("a longer text is wider, and a larger font too", () => {
  assert.ok(textWidth("RNTK accuracy", 12) > textWidth("RNTK", 12));
  assert.equal(textWidth("RNTK", 24), 2 * textWidth("RNTK", 12));
  assert.equal(textWidth("", 12), 0);
});
