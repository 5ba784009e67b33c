/** A section of a page. */
export interface ContentsEntry {
  readonly id: string;
  /** Heading, as HTML. */
  readonly heading: string;
}

const section = /<section id="([^"]+)"([^>]*)><h2>(.*?)<\/h2>/g;

/**
 * The page's sections, and its HTML with a link on each of their headings. It works on what the
 * components made: text of a config or a record is escaped there and never looks like a section.
 */
export function withAnchors(html: string): {
  readonly html: string;
  readonly contents: readonly ContentsEntry[];
} {
  const contents: ContentsEntry[] = [];
  const anchored = html.replace(section, (_, id: string, rest: string, heading: string) => {
    contents.push({ id, heading });
    const link = `<a class="anchor" href="#${id}" aria-label="Link to this section: ${heading.replace(/<[^>]*>/g, "")}">#</a>`;
    return `<section id="${id}"${rest}><h2>${heading} ${link}</h2>`;
  });
  return { html: anchored, contents };
}
