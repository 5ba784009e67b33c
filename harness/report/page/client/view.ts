/*
 * The view of the table of results as part of the address, so that it can be sent: sorting, filter and
 * the open row. Anchors keep the part after #.
 */

/** Keys of the address. */
export type ViewKey = "sort" | "name" | "type" | "open" | "method";

/** What the address says; empty where it says nothing. */
export function viewOf(key: ViewKey): string {
  return new URLSearchParams(location.search).get(key) ?? "";
}

/** Writes keys into the address, without a new step of the history; empty ones leave it. */
export function keepView(values: Partial<Record<ViewKey, string>>): void {
  const parameters = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(values)) {
    if (value === "") parameters.delete(key);
    else parameters.set(key, value);
  }
  const query = parameters.toString();
  const address = `${location.pathname}${query === "" ? "" : `?${query}`}${location.hash}`;
  history.replaceState(null, "", address);
}
