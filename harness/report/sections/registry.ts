import type { ReportSection } from "../section.ts";
import { classificationSection } from "./classification.tsx";

/** The reports of all experiments. */
export const sections: readonly ReportSection[] = [classificationSection];
