/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Outcomes, Shortfall } from "../outcomes.ts";
import { Scroll } from "./scroll.tsx";

interface Group extends Pick<Shortfall, "status" | "reason" | "hint"> {
  readonly labels: string[];
}

/** The shortfalls of a data set, those that differ in the method alone together. */
function groupsOf(shortfalls: readonly Shortfall[]): Group[] {
  const groups: Group[] = [];
  for (const { label, status, reason, hint } of shortfalls) {
    const same = groups.find(
      (group) => group.status === status && group.reason === reason && group.hint === hint,
    );
    if (same === undefined) groups.push({ labels: [label], status, reason, hint });
    else same.labels.push(label);
  }
  return groups;
}

/** Tasks without a result, a row a data set, with their reasons; nothing where all are done. */
export function Failures({ outcomes }: { outcomes: Outcomes }): VNode | null {
  const { shortfalls } = outcomes;
  if (shortfalls.length === 0) return null;
  const datasets = [...new Set(shortfalls.map(({ dataset }) => dataset))];
  return (
    <section id="shortfalls">
      <h2>What is not there, and why</h2>
      <Scroll label="What is not there, and why">
        <table class="shortfalls">
          <thead>
            <tr>
              <th scope="col">Data set</th>
              <th scope="col">Method, status and reason</th>
            </tr>
          </thead>
          <tbody>
            {datasets.map((dataset) => (
              <tr>
                <th scope="row">{dataset}</th>
                <td>
                  {groupsOf(shortfalls.filter((one) => one.dataset === dataset)).map(
                    ({ labels, status, reason, hint }) => (
                      <div>
                        {labels.join(", ")} <span class={`status ${status}`}>{status}</span>:{" "}
                        {reason}
                        {hint !== undefined && <div class="hint">{hint}</div>}
                      </div>
                    ),
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
