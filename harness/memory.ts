/** Where arrays get their room, and how room that nothing refers to any more is given back. */
export interface MemorySource {
  /** So many zeros; at least as many where they come in pages. */
  allocate(bytes: number): ArrayBuffer;
  collect(): void;
}

/** What every JavaScript engine has: arrays of its own, which it collects when it likes. */
const plain: MemorySource = { allocate: (bytes) => new ArrayBuffer(bytes), collect() {} };

let source = plain;

/** Sets where arrays of this thread come from; entry points do it before anything else (`run/v8.ts`). */
export function setMemorySource(next: MemorySource = plain): void {
  source = next;
}

/** Frees what this thread no longer uses, where that can be much. */
export function collectGarbage(): void {
  source.collect();
}

/** Zeros. */
export function newFloats(length: number): Float64Array {
  return new Float64Array(source.allocate(8 * length), 0, length);
}

/** A copy, as `newFloats` gives it. */
export function copyOf(values: Float64Array): Float64Array {
  const copy = newFloats(values.length);
  copy.set(values);
  return copy;
}

/** Zeros, as `newFloats` gives them. */
export function newBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(source.allocate(length), 0, length);
}
