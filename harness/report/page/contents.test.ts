import assert from "node:assert/strict";
import { test } from "node:test";
import { withAnchors } from "./contents.ts";

test("every section with a heading is in the contents, and its heading links to itself", () => {
  const { html, contents } = withAnchors(
    '<section id="a"><h2>One</h2><p>x</p></section><section id="b" class="c"><h2>Two &amp; a half</h2></section>',
  );
  assert.deepEqual(contents, [
    { id: "a", heading: "One" },
    { id: "b", heading: "Two &amp; a half" },
  ]);
  assert.match(html, /<h2>One <a class="anchor" href="#a" aria-label="Link to this section: One">/);
  assert.match(html, /<section id="b" class="c"><h2>Two &amp; a half <a/);
});

test("a section without an id or a heading, and text that was escaped, are left as they are", () => {
  const plain = '<section><h2>No id</h2></section><section id="x"><p>&lt;h2&gt;</p></section>';
  assert.deepEqual(withAnchors(plain), { html: plain, contents: [] });
});
