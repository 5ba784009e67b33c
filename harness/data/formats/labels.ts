import { didYouMean } from "../../nearest.ts";
import { decimalNumber, fileError, type Position, quoted } from "./series-file.ts";

/** The labels that a file's header declares, each as the header spells it; `1` and `1.0` are one. */
export class DeclaredLabels {
  private readonly spelled: ReadonlyMap<string, string>;
  private readonly key: string;

  /** @param key what declares them, for sentences, such as `@classLabel` */
  constructor(labels: readonly string[], key: string) {
    this.spelled = new Map(labels.map((label) => [canonicalLabel(label), label]));
    this.key = key;
  }

  /**
   * A series' label as the header spells it.
   * @throws HarnessError `data` for one that the header does not declare
   */
  spelling(written: string, position: Position): string {
    const label = this.spelled.get(canonicalLabel(written));
    if (label !== undefined) return label;
    throw fileError(
      position,
      `the label ${quoted(written)} is not in the header's ${this.key}${didYouMean(written, [...this.spelled.values()])}`,
    );
  }
}

function canonicalLabel(label: string): string {
  const value = decimalNumber(label);
  return value === undefined || Number.isNaN(value) ? label : String(value);
}
