import { z } from "zod";
import { preparePolicies } from "../../data/prepare.ts";
import { distinctList } from "../../distinct-list.ts";
import type { rntkSetting } from "../../kernels/rntk/setting.ts";
import { rntk } from "../../kernels/rntk.ts";
import type { SettingOf } from "../../kernels/setting.ts";
import { gramScales } from "../../learners/gram-scale.ts";
import type { Grid } from "../../methods/grid.ts";
import { gridSchema } from "../../methods/grid-schema.ts";
import { settingSchema } from "../../methods/setting-schema.ts";

type RntkSetting = SettingOf<typeof rntkSetting>;

/** A key of the RNTK's setting with its default. */
function axis<Key extends keyof RntkSetting & string>(key: Key): z.ZodType<RntkSetting[Key]> {
  const shape: Readonly<Record<string, unknown>> = settingSchema(rntk).shape;
  return shape[key] as z.ZodType<RntkSetting[Key]>;
}

const scales = ["sigmaW", "sigmaU", "sigmaB", "sigmaH"] as const;

/** Values of each scale. */
export type Scales = Readonly<Record<(typeof scales)[number], readonly number[]>>;

/** The scales of the network's weights that a grid goes through. */
export const scalesSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(gridSchema(rntk).shape as z.ZodRawShape).filter(([key]) =>
      scales.some((scale) => scale === key),
    ),
  ),
) as unknown as z.ZodType<Scales>;

/** A grid of scales; σv is 1. */
export function gridOf(scales: Scales): Grid {
  return Object.entries(scales).map(([key, values]) => ({ key, values }));
}

/** What decides a kernel's values beside the grid: conventions that agree on it share their recursions. */
const recursion = {
  direction: axis("direction"),
  nonlinearity: axis("nonlinearity"),
  layers: axis("layers"),
  initialStates: axis("initialStates"),
  initialWeight: axis("initialWeight"),
  derivative: axis("derivative"),
  arithmetic: axis("arithmetic"),
};

/** One way of computing the paper's RNTK column; a key that is not named is as in the paper, as far as that is known. */
export const conventionSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, "must be lower-case letters, digits, dots and hyphens")
    .describe("Name of the convention in results."),
  output: axis("output"),
  readout: axis("readout"),
  ...recursion,
  scale: preparePolicies.shape.scale,
  gramScale: z
    .enum(gramScales)
    .default("none")
    .describe("How the Gram is scaled before the classifier sees it."),
  C: distinctList(z.number().positive())
    .min(1)
    .default([0.01, 0.1, 1, 10, 100])
    .describe("Values of C, or of the ridge where the learner is `ridge`."),
  learner: z
    .enum(["svm", "svm-one-vs-rest", "ridge"])
    .default("svm")
    .describe(
      "C-SVM of pairs of classes, C-SVM of each class against the rest, or ridge regression.",
    ),
  prediction: z
    .enum(["refit", "fold-models", "vote-of-ties"])
    .default("refit")
    .describe(
      "What classifies the test cases: the chosen candidate trained on all training cases, the mean of the decision values of its models of the folds, or a vote of all candidates that tie for the best, each trained on all training cases.",
    ),
  folds: z
    .enum([
      "shuffled",
      "as-listed",
      "stratified",
      "stratified-as-listed",
      "hold-out",
      "leave-one-out",
    ])
    .default("shuffled")
    .describe(
      "How training cases are held out: in folds at random, in folds of neighbours in the file, the same with each fold keeping the proportions of the classes, one fold alone, or case by case.",
    ),
  grid: scalesSchema
    .optional()
    .describe("A grid of its own, in place of the one of all conventions."),
  upTo: z
    .int()
    .positive()
    .optional()
    .describe("Left out on data sets of more training cases than this."),
});

/** A checked convention. */
export type Convention = z.infer<typeof conventionSchema>;

/** What the conventions of one recursion share. */
export type Recursion = Pick<Convention, keyof typeof recursion | "scale">;

/** What a convention makes of the values of a recursion. */
export type Reading = Pick<
  Convention,
  "name" | "output" | "readout" | "gramScale" | "C" | "learner" | "prediction" | "folds"
>;

/** The part of a convention that it shares with others. */
export function recursionOf(convention: Convention): Recursion {
  const { direction, nonlinearity, layers, initialStates, initialWeight } = convention;
  const { derivative, arithmetic, scale } = convention;
  return {
    ...{ direction, nonlinearity, layers, initialStates, initialWeight },
    ...{ derivative, arithmetic, scale },
  };
}

/** The part of a convention that comes after the recursion. */
export function readingOf(convention: Convention): Reading {
  const { name, output, readout, gramScale, C, learner, prediction, folds } = convention;
  return { name, output, readout, gramScale, C, learner, prediction, folds };
}

/** A name of a recursion: its scale, and what else of it is not as in the paper. */
export function recursionName(recursion: Recursion): string {
  const { scale, nonlinearity, layers, direction } = recursion;
  const { initialStates, initialWeight, derivative, arithmetic } = recursion;
  const parts = [
    ...(nonlinearity === "relu" ? [] : [nonlinearity]),
    ...(layers === 1 ? [] : [`${layers}-layers`]),
    ...(direction === "forward" ? [] : [direction]),
    ...(initialStates === "independent" ? [] : [`${initialStates}-states`]),
    ...(initialWeight === "recurrent" ? [] : [`initial-weight-${initialWeight}`]),
    ...(derivative === "exact" ? [] : [derivative]),
    ...(arithmetic === "float64" ? [] : [arithmetic]),
  ];
  return [scale, ...parts].join("-");
}
