/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import { type Outcomes, progressText } from "../outcomes.ts";
import type { ReportInput } from "../report-input.ts";

/** Heading: what was run, how far it got, and the answer. */
export function Summary({
  input,
  outcomes,
  answer,
}: {
  input: ReportInput;
  outcomes: Outcomes;
  answer: string;
}): VNode {
  return (
    <header class="summary">
      <h1>{input.title}</h1>
      {input.description !== undefined && <p class="lead">{input.description}</p>}
      <p class="answer">{answer}</p>
      <p class="progress">
        {progressText(outcomes)}
        {outcomes.shortfalls.length > 0 && (
          <>
            {" "}
            <a href="#shortfalls">What is not there, and why</a>
          </>
        )}
      </p>
      {(input.beside ?? []).flatMap(({ notes }) => notes.map((note) => <p class="note">{note}</p>))}
    </header>
  );
}
