import { HarnessError } from "../../errors.ts";
import type { ExperimentName } from "../../experiments/registry.ts";
import type { ReportSection } from "../section.ts";
import { classificationSection } from "./classification/classification.tsx";
import { conventionsSection } from "./conventions/conventions.tsx";
import { convergenceSection } from "./convergence/convergence.tsx";
import { stockSection, syntheticSection } from "./regression/regression.tsx";
import { sensitivitySection } from "./sensitivity/sensitivity.tsx";

/** The reports of all experiments, in the order of their registry. */
export const sections: { readonly [Name in ExperimentName]: ReportSection } = {
  classification: classificationSection,
  convergence: convergenceSection,
  sensitivity: sensitivitySection,
  synthetic: syntheticSection,
  stock: stockSection,
  conventions: conventionsSection,
};

/** The report of an experiment. */
export function sectionOf(experiment: string): ReportSection {
  if (Object.hasOwn(sections, experiment)) return sections[experiment as ExperimentName];
  throw new HarnessError("usage", `there is no report of the experiment "${experiment}"`);
}
