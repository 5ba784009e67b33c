/** The method that the others are held against: the RNTK, or else the first. */
export function referenceMethod<M extends { readonly id: string }>(
  methods: readonly M[],
): M | undefined {
  return methods.find(({ id }) => id === "rntk") ?? methods[0];
}
