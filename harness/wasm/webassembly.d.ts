/** The part of the WebAssembly interface that the program uses; @types/node does not declare it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** Adds `pages` of 64 KiB; every earlier `buffer` becomes detached. */
    grow(pages: number): number;
  }
  function validate(bytes: Uint8Array): boolean;
}
