import type { ReportSection } from "../section.ts";
import { classificationSection } from "./classification/classification.tsx";

/** The reports of all experiments. */
export const sections: readonly ReportSection[] = [classificationSection];
