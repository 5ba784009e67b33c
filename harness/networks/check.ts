import { HarnessError } from "../errors.ts";
import type { LabelledSequences, NetworkShape } from "./network.ts";

interface Sizes extends Omit<NetworkShape, "dimension"> {
  readonly epochs: number;
  readonly patience: number;
  readonly batchSize: number;
}

/** Throws where sizes, sequences or labels are such that no network can be trained with them. */
export function checkTraining(
  options: Sizes,
  train: LabelledSequences,
  validation: LabelledSequences,
): void {
  for (const name of ["layers", "units", "classes", "epochs", "patience", "batchSize"] as const) {
    const found = options[name];
    if (!Number.isInteger(found) || found < 1)
      throw new HarnessError("config", `${name} is ${found}, expected a whole number from 1 on.`);
  }
  const { count, dimension } = train.sequences;
  if (count === 0) throw new HarnessError("data", "There are no training sequences.");
  if (validation.sequences.count > 0 && validation.sequences.dimension !== dimension)
    throw new HarnessError(
      "data",
      `The validation sequences have ${validation.sequences.dimension} channels, expected ${dimension} as those of the training set.`,
    );
  checkLabels(train, options.classes, "training");
  checkLabels(validation, options.classes, "validation");
}

function checkLabels(
  { sequences: { count, lengths }, labels }: LabelledSequences,
  classes: number,
  name: string,
): void {
  const fault = (found: string) => new HarnessError("compute", `${found}, in the ${name} set.`);
  if (labels.length !== count)
    throw fault(`There are ${labels.length} labels, expected ${count}, one a sequence`);
  for (let i = 0; i < count; i++) {
    const [label, length] = [labels[i]!, lengths[i]!];
    if (label < 0 || label >= classes)
      throw fault(`Label ${i} is ${label}, expected 0 … ${classes - 1}`);
    if (length < 1) throw fault(`Sequence ${i} has ${length} steps, expected at least one`);
  }
}
