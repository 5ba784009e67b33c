/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ComponentChildren, VNode } from "preact";

/** A part that may be wider than the page: it scrolls by itself, and a keyboard reaches it. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }): VNode {
  const region = { class: "scroll", role: "region", tabIndex: 0, "aria-label": label } as const;
  return <div {...region}>{children}</div>;
}
