import type { Cell, Table } from "./table.ts";

const replacements: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "–": "--",
  "…": "\\ldots{}",
  "−": "$-$",
  "±": "$\\pm$",
  "×": "$\\times$",
  "√": "$\\surd$",
  α: "$\\alpha$",
  γ: "$\\gamma$",
  σ: "$\\sigma$",
  Δ: "$\\Delta$",
};

/** Text as LaTeX prints it, the Greek letters of our tables included (`σw` with its index). */
export function escapeLatex(text: string): string {
  return text.replace(
    /σ([wubhv])\b|[\\{}$&#%_^~<>|–…−±×√αγσΔ]|\s*\n\s*/g,
    (found, index?: string) => {
      if (index !== undefined) return `$\\sigma_${index}$`;
      return replacements[found] ?? " ";
    },
  );
}

function latexCell({ text, emphasis }: Cell): string {
  const escaped = escapeLatex(text);
  return emphasis === "best" ? `\\textbf{${escaped}}` : escaped;
}

/**
 * The table as LaTeX with the rules of booktabs, best in bold. `longtable` breaks it over pages, so
 * that a table of many data sets can be taken as it is.
 */
export function tableLatex(table: Table): string {
  const columns = table.columns.map(({ align }) => (align === "right" ? "r" : "l")).join("");
  const titles = table.columns.map(({ title }) => escapeLatex(title)).join(" & ");
  const body = table.rows.map((row) => `${row.map(latexCell).join(" & ")} \\\\`);
  return [
    "% needs \\usepackage{booktabs, longtable}",
    `\\begin{longtable}{${columns}}`,
    `\\caption{${escapeLatex(table.caption)}}\\label{tab:${table.id}}\\\\`,
    "\\toprule",
    `${titles} \\\\`,
    "\\midrule",
    "\\endfirsthead",
    "\\toprule",
    `${titles} \\\\`,
    "\\midrule",
    "\\endhead",
    "\\bottomrule",
    "\\endlastfoot",
    ...body,
    "\\end{longtable}",
    "",
  ].join("\n");
}
