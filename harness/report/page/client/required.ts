/** The element of the page that a script cannot do without; throws where there is none of its kind. */
export function required<Kind extends Element>(
  parent: ParentNode,
  selector: string,
  kind: new () => Kind,
): Kind {
  const found = parent.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} that matches ${selector}`);
}
