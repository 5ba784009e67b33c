/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Outcomes } from "../outcomes.ts";

/** Tasks without a result, each with its reason; nothing where all are done. */
export function Failures({ outcomes }: { outcomes: Outcomes }): VNode | null {
  if (outcomes.shortfalls.length === 0) return null;
  return (
    <section id="shortfalls">
      <h2>What is not there, and why</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Data set</th>
            <th scope="col">Method</th>
            <th scope="col">Status</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.shortfalls.map(({ dataset, label, status, reason, hint }) => (
            <tr>
              <th scope="row">{dataset}</th>
              <td>{label}</td>
              <td class={status}>{status}</td>
              <td>
                {reason}
                {hint !== undefined && <div class="hint">{hint}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
