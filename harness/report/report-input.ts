import type { ReportedTask } from "../analysis/classification.ts";
import type { Published } from "../reference/published.ts";
import type { HarnessRecord } from "../store/record.ts";

/** What a report is made of. The same input gives the same bytes. */
export interface ReportInput {
  /** The config's file as a reader would type it, such as `configs/quickstart.yaml`. */
  readonly configPath: string;
  readonly experiment: string;
  readonly title: string;
  readonly description: string | undefined;
  /** Text of the config file. */
  readonly configText: string | undefined;
  /** Version of the program. */
  readonly version: string;
  readonly records: readonly HarnessRecord[];
  /** Every task of the config, in its order, whether or not it has a record. */
  readonly planned: readonly ReportedTask[];
  /** Configs whose records are among these, and their methods. */
  readonly beside?: readonly {
    readonly configPath: string;
    readonly labels: readonly string[];
    /** What a reader has to know of it, each a sentence. */
    readonly notes: readonly string[];
  }[];
  /** Accuracies of published classifiers, which the page offers as columns. */
  readonly published?: Published;
}
