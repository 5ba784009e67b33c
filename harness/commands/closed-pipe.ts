/** Exit status of a program that SIGPIPE ended, as shells count it: 128 and the signal's number. */
const pipeStatus = 141;

/** Ends the process without a word when the reader of its output, such as `head`, has seen enough. */
export function endWithReader(streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(pipeStatus); // Node ignores the signal itself
      throw error;
    });
  }
}
