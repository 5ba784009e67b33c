import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { experiments } from "../experiments/registry.ts";
import { programName } from "../program-name.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { type EntryList, groupForms, type Row, rowsOf, type SchemaNode } from "./reference-rows.ts";
import { configSchemaFor } from "./schema.ts";

/** A part of the page with a table of keys. */
interface Section {
  /** Whose keys they are, in the table of open points. */
  readonly of: string;
  readonly heading: string;
  readonly text?: string;
  readonly rows: readonly Row[];
}

const example = fileURLToPath(new URL("../../configs/quickstart.yaml", import.meta.url));

const introduction = `# Config reference

A config is one YAML file and describes one experiment: \`${programName} run configs/quickstart.yaml\`. What stands in it is checked before anything is computed: an unknown key, a wrong type, an empty list is refused with file, line, column and the nearest right word. With \`# yaml-language-server: $schema=config.schema.json\` as its first line, editors complete and check it as well.

In the tables \`a.b\` is the key \`b\` in the group \`a\`; a *root*, written \`sqrt(2)\`, is exact to the last bit, which a decimal is not; a key without a default may be left out unless it is *required*. The [last table](#what-the-paper-leaves-open) has the keys that decide what the paper leaves open.

This page is what \`${programName} schema --format markdown\` prints, made from the schemas in the code.`;

function cell(text: string): string {
  return text.replaceAll("|", "\\|") || " ";
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function sectionText({ heading, text = "", rows }: Section): string {
  const keys = rows.map(({ key, takes, fallback, meaning }) => [
    `\`${key}\``,
    takes,
    fallback,
    meaning,
  ]);
  const parts = rows.length === 0 ? [] : [table(["key", "takes", "default", "meaning"], keys)];
  return [heading, text, ...parts].filter((part) => part !== "").join("\n\n");
}

function sameRow(a: Row, b: Row): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The rows that all groups have, and those of each that are its own. */
function split(groups: readonly (readonly Row[])[]): { shared: Row[]; own: Row[][] } {
  const [first = [], ...others] = groups;
  const shared = first.filter((row) =>
    others.every((rows) => rows.some((other) => sameRow(row, other))),
  );
  const own = groups.map((rows) => rows.filter((row) => !shared.some((one) => sameRow(row, one))));
  return { shared, own };
}

/** The key whose one value says which form a group has, as `kernel` does in `kernel: rntk`. */
function markOf({ properties = {} }: SchemaNode): string | undefined {
  return Object.keys(properties).find((key) => properties[key]?.const !== undefined);
}

/** Forms of one union, told apart by the value of one key: what all have, then what each adds. */
function markedForms(list: string, mark: string, forms: readonly SchemaNode[]): Section[] {
  const rows = forms.map((form) => rowsOf(form, []));
  const marks = rows.map((all) => all.find(({ key }) => key === mark)!);
  const others = rows.map((all) => all.filter(({ key }) => key !== mark));
  const { shared, own } = split(others);
  const choice = { ...marks[0]!, takes: marks.map(({ takes }) => takes).join(", ") };
  return [
    { of: `\`${list}\``, heading: `### With \`${mark}\``, rows: [choice, ...shared] },
    ...own.flatMap((rows, i): Section[] => {
      const of = `\`${mark}: ${forms[i]!.properties?.[mark]?.const}\``;
      return rows.length === 0 ? [] : [{ of, heading: `#### ${of}`, rows }];
    }),
  ];
}

/** A form of an entry that no key marks. */
function plainForm(list: string, form: SchemaNode): Section {
  const rows = rowsOf(form, []);
  const required = rows.filter(
    ({ key, fallback }) => fallback === "required" && !key.includes("."),
  );
  const names = required.map(({ key }) => `\`${key}\``).join(", ");
  return { of: `\`${list}\``, heading: `### With ${names}`, rows };
}

/** What an entry of a list may be: a plain value, a group, or one of several marked groups. */
function entrySections({ key, entry }: EntryList): Section[] {
  const text = entry.description ?? "";
  return [
    { of: "", heading: `## Entries of \`${key}\``, text, rows: [] },
    ...(entry.anyOf ?? [entry]).flatMap((branch): Section[] => {
      const forms = groupForms(branch);
      if (forms.length === 0) return [];
      const mark = markOf(forms[0]!);
      return mark === undefined ? [plainForm(key, branch)] : markedForms(key, mark, forms);
    }),
  ];
}

/** Of lists with one name that of the experiment whose entries have the most keys: the others' are among them. */
function fullest(lists: readonly EntryList[]): EntryList[] {
  const size = ({ entry }: EntryList) => JSON.stringify(entry).length;
  const names = [...new Set(lists.map(({ key }) => key))];
  return names.map((name) =>
    lists.filter(({ key }) => key === name).reduce((a, b) => (size(b) > size(a) ? b : a)),
  );
}

/** The common keys, the experiments, and the entries of their lists. */
function sections(): Section[] {
  const lists: EntryList[] = [];
  const groups = experiments.map((experiment) =>
    rowsOf(jsonSchemaOf(configSchemaFor(experiment)) as SchemaNode, lists),
  );
  const { shared, own } = split(groups);
  const names = experiments.map(({ name }) => `\`${name}\``).join(", ");
  const choice = groups[0]!.find(({ key }) => key === "experiment")!;
  const common: Section = {
    of: "",
    heading: "## Every config",
    rows: [...shared, { ...choice, takes: names }],
  };
  const distinct = fullest(lists);
  return [
    common,
    ...experiments.map(({ name, label }, i) => ({
      of: `\`experiment: ${name}\``,
      heading: `## ${label} (\`experiment: ${name}\`)`,
      rows: own[i]!.filter(({ key }) => key !== "experiment"),
    })),
    ...distinct.flatMap(entrySections),
  ];
}

/** Words of a description that mark a key as the answer to something the paper leaves open. */
const openPoint = /does not say|(is|are) not known/;

/** The rows that answer an open point; one that stands in several sections stands once. */
function openPoints(all: readonly Section[]): string {
  const points = new Map<string, { readonly row: Row; readonly owners: string[] }>();
  for (const { of, rows } of all) {
    for (const row of rows.filter(({ meaning }) => openPoint.test(meaning))) {
      const point = points.get(JSON.stringify(row)) ?? { row, owners: [] };
      point.owners.push(of);
      points.set(JSON.stringify(row), point);
    }
  }
  return table(
    ["in", "key", "default", "meaning"],
    [...points.values()].map(({ row, owners }) => [
      owners.join(", "),
      `\`${row.key}\``,
      row.fallback,
      row.meaning,
    ]),
  );
}

/** The reference page of all config keys, as Markdown: docs/config.md. */
export function configReference(): string {
  const all = sections();
  return `${[
    introduction,
    "## Example",
    `\`\`\`yaml\n${readFileSync(example, "utf8").trimEnd()}\n\`\`\``,
    ...all.map(sectionText),
    "## What the paper leaves open",
    "Where the paper does not say what was done, a key of the config decides, and its default is ours:",
    openPoints(all),
  ].join("\n\n")}\n`;
}
