export { type Column, textTable } from "../report/text-table.ts";
