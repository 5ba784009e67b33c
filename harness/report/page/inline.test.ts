import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inlineJson, inlineScript } from "./inline.ts";
import { inlineSvg } from "./inline-svg.ts";

test("JSON in the page cannot open or close an element, and is the same value", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const inlined = inlineJson({ text: `</script><!--${text}` });
      assert.ok(!inlined.includes("<"));
      assert.deepEqual(JSON.parse(inlined), { text: `</script><!--${text}` });
    }),
  );
});

test("a script in the page cannot end its element", () => {
  assert.equal(inlineScript('const a = "</script><!--";'), 'const a = "<\\/script><\\!--";');
});

test("an SVG in the page follows its theme, its width, and names its marks", () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" class="marks" width="300" height="200" viewBox="0 0 300 200"><rect width="10" height="20" fill="#ffffff"/><path aria-label="Meat: 91 %" role="graphics-symbol" aria-roledescription="point" fill="#0069a8" stroke="#123456"/></svg>';
  assert.equal(
    inlineSvg(svg),
    '<svg style="max-width:300px" viewBox="0 0 300 200"><rect width="10" height="20" fill="var(--surface)"/><path data-tip="Meat: 91 %" fill="var(--method-0)" stroke="#123456"/></svg>',
  );
});
