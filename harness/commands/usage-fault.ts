import { HarnessError } from "../errors.ts";
import { didYouMean, nearest } from "../nearest.ts";
import { programName } from "../program-name.ts";

/** What the parser knows where it found a fault. */
export interface Usage {
  /** Names of all commands. */
  readonly commands: readonly string[];
  /** Names of the flags of the command that is called, without dashes. */
  readonly flags: readonly string[];
  /** The command line, without the program. */
  readonly words: readonly string[];
}

const unknown = /^Unknown (?:arguments?|commands?): (.*)$/s;

/** The word of the command line that gives the flag `name`, without its value. */
function flagWord(name: string, words: readonly string[]): string | undefined {
  const forms = [`--${name}`, `--no-${name}`, `-${name}`];
  return words.map((word) => word.split("=", 1)[0]!).find((word) => forms.includes(word));
}

function flagSentence(word: string, command: string | undefined, flags: readonly string[]): string {
  const guess = nearest(
    word.replace(/^-+(no-)?/, ""),
    flags.filter((flag) => flag.length > 1),
  );
  const owner = command === undefined ? "there is no flag" : `${command} has no flag`;
  return `${owner} ${word}${guess === undefined ? "" : `; did you mean --${guess}?`}`;
}

/**
 * The error about a command line that the parser refused.
 * @param message the parser's own sentence
 */
export function usageFault(message: string, { commands, flags, words }: Usage): HarnessError {
  const command = words.find((word) => commands.includes(word));
  const hint = `${programName}${command === undefined ? "" : ` ${command}`} --help lists ${command === undefined ? "the commands" : "what it takes, with an example"}`;
  // without a command yargs asks for one before it looks at flags
  const lone = words.find((word) => word.startsWith("--") && !flags.includes(word.slice(2)));
  if (command === undefined && lone !== undefined)
    return new HarnessError("usage", flagSentence(lone, undefined, flags), hint);
  const names = unknown.exec(message)?.[1]?.split(", ");
  if (names === undefined) return new HarnessError("usage", message, hint);
  const sentences = names.flatMap((name) => {
    const word = flagWord(name, words);
    if (word !== undefined) return [flagSentence(word, command, flags)];
    if (!words.includes(name)) return []; // the parser's other spelling of a flag
    if (command !== undefined) return [`${command} does not take the further word "${name}"`];
    // what follows an unknown command is unknown as well
    return name === words.find((one) => !one.startsWith("-"))
      ? [`there is no command "${name}"${didYouMean(name, commands)}`]
      : [];
  });
  return new HarnessError("usage", sentences.length > 0 ? sentences.join("\n") : message, hint);
}
