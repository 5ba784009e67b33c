import type { ReportSection } from "../section.ts";
import { classificationSection } from "./classification/classification.tsx";
import { convergenceSection } from "./convergence/convergence.tsx";
import { stockSection, syntheticSection } from "./regression/regression.tsx";
import { sensitivitySection } from "./sensitivity/sensitivity.tsx";

/** The reports of all experiments. */
export const sections: readonly ReportSection[] = [
  classificationSection,
  convergenceSection,
  sensitivitySection,
  syntheticSection,
  stockSection,
];
