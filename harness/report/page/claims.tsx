/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import { paperConfidence } from "../../reference/paper.ts";
import { Scroll } from "./scroll.tsx";

/** What the paper says, what this run shows, and whether the two agree. */
export interface Claim {
  readonly paper: string;
  readonly here: string;
  readonly verdict: "agrees" | "disagrees" | "agrees in part";
}

/** The verdict where a finding holds throughout, at some points, or at none. */
export function gradedVerdict(throughout: boolean, somewhere: boolean): Claim["verdict"] {
  if (throughout) return "agrees";
  return somewhere ? "agrees in part" : "disagrees";
}

/** The paper's findings beside those of the run. */
export function Claims({ claims }: { claims: readonly Claim[] }): VNode | null {
  if (claims.length === 0) return null;
  return (
    <section id="claims">
      <h2>Beside the paper</h2>
      <Scroll label="The paper's findings and those of this run">
        <table>
          <thead>
            <tr>
              <th scope="col">The paper ({paperConfidence})</th>
              <th scope="col">Here</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {claims.map(({ paper, here, verdict }) => (
              <tr>
                <td>{paper}</td>
                <td>{here}</td>
                <td class="status">{verdict}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
