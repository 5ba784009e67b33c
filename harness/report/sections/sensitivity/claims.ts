import type { Hearing, SensitivityCurve, SensitivityPanel } from "../../../analysis/sensitivity.ts";
import { valueText } from "../../../analysis/settings.ts";
import { counted, decimalText } from "../../format.ts";
import { type Claim, gradedVerdict } from "../../page/claims.tsx";
import { nonlinearityName } from "../../plots/sensitivity.ts";

interface Placed extends SensitivityCurve {
  readonly name: string;
}

function curvesOf(panels: readonly SensitivityPanel[], nonlinearity: string): Placed[] {
  return panels
    .filter((panel) => panel.nonlinearity === nonlinearity)
    .flatMap(({ label, curves }) =>
      curves.map((curve) => ({ ...curve, name: `${label} = ${valueText(curve.value)}` })),
    );
}

/** `the last steps (4: σ_w = 0.8, …)` for what each group of settings hears. */
function heard(curves: readonly Placed[]): string {
  const kinds: readonly Hearing[] = [
    "all steps",
    "the first steps",
    "the last steps",
    "some steps",
  ];
  return kinds
    .map((kind) => ({ kind, names: curves.filter(({ hearing }) => hearing === kind) }))
    .filter(({ names }) => names.length > 0)
    .map(
      ({ kind, names }) => `${kind} (${names.length}: ${names.map(({ name }) => name).join(", ")})`,
    )
    .join("; ");
}

function reluClaim(panels: readonly SensitivityPanel[]): Claim | undefined {
  const curves = curvesOf(panels, "relu");
  const byWeight = panels.find(
    ({ nonlinearity, parameter }) => nonlinearity === "relu" && parameter === "sigma-w",
  );
  const critical = byWeight?.curves.find(({ value }) => value === Math.SQRT2);
  if (critical === undefined) return undefined;
  return {
    paper: "With ReLU and σ_w near √2 all time steps weigh about alike.",
    here: `At σ_w = √2 the evenness is ${decimalText(critical.evenness, 2)} (1: all steps alike). Heard by the settings: ${heard(curves)}.`,
    verdict: critical.hearing === "all steps" ? "agrees" : "disagrees",
  };
}

function erfClaim(panels: readonly SensitivityPanel[]): Claim | undefined {
  const curves = curvesOf(panels, "erf");
  if (curves.length === 0) return undefined;
  const ends = curves.filter(({ hearing }) => /first|last/.test(hearing)).length;
  return {
    paper: "With erf only the first or only the last time steps weigh.",
    here: `${ends} of ${counted(curves.length, "setting")} hear one end only. ${heard(curves)}.`,
    verdict: gradedVerdict(ends === curves.length, ends > 0),
  };
}

/** The paper's findings on sensitivity beside those of the records. */
export function sensitivityClaims(panels: readonly SensitivityPanel[]): Claim[] {
  return [reluClaim(panels), erfClaim(panels)].filter((claim) => claim !== undefined);
}

/** The outcome in a sentence. */
export function sensitivityAnswer(panels: readonly SensitivityPanel[]): string {
  const counts = [...new Set(panels.map(({ nonlinearity }) => nonlinearity))].map(
    (nonlinearity) => {
      const curves = curvesOf(panels, nonlinearity);
      const count = (kind: Hearing) => curves.filter(({ hearing }) => hearing === kind).length;
      const some = count("some steps");
      const others = some === 0 ? "" : `, ${some} some steps in between or at both ends`;
      return `of ${counted(curves.length, "setting")} with ${nonlinearityName(nonlinearity)} ${count("all steps")} weigh all time steps about alike, ${count("the first steps")} hear mostly the first, ${count("the last steps")} mostly the last${others}`;
    },
  );
  return counts.length === 0
    ? "Nothing has been measured yet."
    : `${counts.join("; ").replace(/^o/, "O")}.`;
}
