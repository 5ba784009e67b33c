/** A function that gives the label of a method by its id; the id where there is no such method. */
export function labelsOf(
  methods: readonly { readonly id: string; readonly label: string }[],
): (id: string) => string {
  return (id) => methods.find((method) => method.id === id)?.label ?? id;
}
