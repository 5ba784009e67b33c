import type { PageDetails } from "./details.ts";
import { addDrawer } from "./drawer.ts";
import { addPublished } from "./published.ts";
import { required } from "./required.ts";
import { enableControls } from "./results-controls.ts";
import { enableSorting } from "./sorting.ts";

/*
 * The script of a page of results: sorting, filter and choice of columns, published classifiers,
 * and what is behind the numbers of a data set.
 */

const table = required(document, "table.results", HTMLTableElement);
const data = required(document, "#data", HTMLScriptElement);
const details = JSON.parse(data.text) as PageDetails;

enableSorting(table);
enableControls(table);
if (details.published !== undefined) addPublished(table, details.published);
addDrawer(table, details);
