import type { MethodDetails } from "./details.ts";
import { element } from "./elements.ts";

/** A tab a method, which controls `#drawer-panel`; the arrow keys go round. */
export function methodTabs(
  methods: readonly MethodDetails[],
  chosen: MethodDetails,
  onChoose: (method: MethodDetails) => void,
): HTMLElement {
  const tabs = methods.map((method) => {
    const tab = element("button", { type: "button", textContent: method.label });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-selected", String(method === chosen));
    tab.setAttribute("aria-controls", "drawer-panel");
    tab.tabIndex = method === chosen ? 0 : -1;
    tab.addEventListener("click", () => onChoose(method));
    return tab;
  });
  const list = element("div", { className: "tabs" }, tabs);
  list.setAttribute("role", "tablist");
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = methods.at((methods.indexOf(chosen) + step) % methods.length);
    if (next !== undefined) onChoose(next);
  });
  return list;
}
