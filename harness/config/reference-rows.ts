/** The part of JSON Schema that the schemas of configs use. */
export interface SchemaNode {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
}

/** A key of a config: a row of the reference page. All texts are Markdown. */
export interface Row {
  /** With the keys that it stands in: `selection.folds`. */
  readonly key: string;
  readonly takes: string;
  /** The default, `required`, or nothing. */
  readonly fallback: string;
  readonly meaning: string;
}

/** A list whose entries are groups of keys of their own. */
export interface EntryList {
  readonly key: string;
  readonly entry: SchemaNode;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** `a, b or c`. */
function either(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.pop() ?? "";
  return distinct.length === 0 ? last : `${distinct.join(", ")} or ${last}`;
}

/** A value as it would stand in a config, a root of a whole number as `sqrt(2)`. */
export function yamlText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${yamlText(inner)}`);
    return `{ ${entries.join(", ")} }`;
  }
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  const square = Math.round(value * value);
  return Math.sqrt(square) === value ? `sqrt(${square})` : String(value);
}

/** `≥ 1`, `> 0`, `1 … 10`, or nothing. */
function bounds({ type, minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  const above = type === "integer" && exclusiveMinimum !== undefined ? exclusiveMinimum + 1 : null;
  const least = above ?? minimum;
  const bounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (least === undefined || least === Number.MIN_SAFE_INTEGER)
    return exclusiveMinimum === undefined ? "" : ` > ${exclusiveMinimum}`;
  return bounded ? ` ${least} … ${maximum}` : ` ≥ ${least}`;
}

function listText({ items, minItems, prefixItems }: SchemaNode): string {
  if (prefixItems !== undefined) return `[${prefixItems.map(takenBy).join(", ")}]`;
  const least = minItems !== undefined && minItems > 1 ? ` of ${minItems} or more` : "";
  return `list${least}: ${takenBy(items ?? {})}`;
}

/** What is taken where one of several things may stand; `a or a list` where the list is one of `a`. */
function takenByOneOf(branches: readonly SchemaNode[]): string {
  const whole = branches.some(({ type }) => type === "integer");
  const words = branches
    .filter(({ type }) => type !== "array")
    .map(takenBy)
    .filter((text) => !(whole && text === "root"));
  const one = either(words);
  const list = branches.find(({ type }) => type === "array");
  if (list === undefined) return one;
  const items = new Set((list.prefixItems ?? [list.items ?? {}]).map(takenBy));
  if (items.size > 1 || !items.has(one)) return either([...words, listText(list)]);
  return `${one}, or a ${list.prefixItems?.length === 2 ? "pair" : "list"}`;
}

/** What a key takes, in words. */
export function takenBy(node: SchemaNode): string {
  const bare = Array.isArray(node.type) ? node.type.map((type) => ({ type })) : undefined;
  const branches = node.anyOf ?? node.oneOf ?? bare;
  if (branches !== undefined) return takenByOneOf(branches);
  if (node.const !== undefined) return code(String(node.const));
  if (node.enum !== undefined) return either(node.enum.map((choice) => code(String(choice))));
  if (node.pattern?.startsWith("^sqrt")) return "root";
  if (node.type === "array") return listText(node);
  if (node.type === "integer") return `whole number${bounds(node)}`;
  if (node.type === "number") return `number${bounds(node)}`;
  if (node.type === "boolean") return "`true` or `false`";
  return node.type === "string" ? "text" : "group";
}

/** The forms of a list's entry that are groups of keys; none where entries are plain values. */
export function groupForms(entry: SchemaNode | undefined): SchemaNode[] {
  if (entry?.properties !== undefined) return [entry];
  return (entry?.anyOf ?? entry?.oneOf ?? []).flatMap(groupForms);
}

function fallbackOf(node: SchemaNode, required: boolean): string {
  if (required) return "required";
  const { default: value, anyOf = [] } = node;
  if (value === undefined || yamlText(value) === "{  }") return "";
  const oneStands = anyOf.some(({ type }) => type !== "array");
  return code(yamlText(oneStands && Array.isArray(value) && value.length === 1 ? value[0] : value));
}

/** One row for a group all of whose keys take the same, such as the scales of a network. */
function alikeRow(row: Omit<Row, "takes">, { properties = {} }: SchemaNode): Row | undefined {
  const nodes = Object.entries(properties);
  const taken = new Set(nodes.map(([, node]) => takenBy(node)));
  if (nodes.length < 3 || taken.size !== 1 || row.meaning === "") return undefined;
  const names = nodes.map(([name]) => code(name)).join(", ");
  const defaults = Object.fromEntries(nodes.map(([name, node]) => [name, node.default]));
  return { ...row, takes: `${names}, each ${[...taken][0]}`, fallback: code(yamlText(defaults)) };
}

/** Names of all keys below a group, `a.b` for those of groups in it. */
function keysBelow({ properties = {} }: SchemaNode): string[] {
  return Object.entries(properties).flatMap(([name, node]) =>
    node.properties === undefined ? [name] : keysBelow(node).map((below) => `${name}.${below}`),
  );
}

/**
 * The rows of a group of keys and of the groups in it. Lists of groups are left to a table of their
 * own, and go to `lists`; the `quick` block, which repeats keys of the config, is one row.
 */
export function rowsOf(group: SchemaNode, lists: EntryList[], prefix = ""): Row[] {
  return Object.entries(group.properties ?? {}).flatMap(([name, node]): Row[] => {
    const key = `${prefix}${name}`;
    const fallback = fallbackOf(node, group.required?.includes(name) ?? false);
    const row = { key, fallback, meaning: node.description ?? "" };
    if (name === "quick") {
      const keys = keysBelow(node).map(code).join(", ");
      return [{ ...row, takes: `any of ${keys}` }];
    }
    if (node.properties !== undefined) {
      const alike = alikeRow(row, node);
      if (alike !== undefined) return [alike];
      const below = rowsOf(node, lists, `${key}.`);
      return row.meaning === "" ? below : [{ ...row, takes: "group" }, ...below];
    }
    if (node.items !== undefined && groupForms(node.items).length > 0) {
      lists.push({ key: name, entry: node.items });
      return [{ ...row, takes: `list of [entries](#entries-of-${name.toLowerCase()})` }];
    }
    return [{ ...row, takes: takenBy(node) }];
  });
}
