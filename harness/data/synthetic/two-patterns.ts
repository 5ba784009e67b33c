import { ofLength, uniformBetween } from "./generator.ts";

const level = 5;

/** Signs of the first half of the first and of the second pattern: a downward step starts high. */
const starts = [
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
] as const;

/** A step without noise: `start` times the level in its first half (the longer one), the opposite after. */
function drawStep(x: Float64Array, from: number, duration: number, start: number): void {
  const middle = from + Math.ceil(duration / 2);
  x.fill(start * level, from, middle);
  x.fill(-start * level, middle, from + duration);
}

/**
 * Two patterns (P. Geurts, Contributions to decision tree induction: bias/variance tradeoff and time
 * series classification, PhD thesis, University of Liège, 2002). Standard normal noise in which two
 * steps without noise stand, one after the other; an upward step is -5, then 5, a downward one 5,
 * then -5. The class is their order: down-down, up-down, down-up, up-up.
 *
 * The limits are those that the archive's own TwoPatterns shows (T = 128): a step lasts l uniform in
 * {16, …, 32} (T/8 to T/4), its first half ceil(l/2); the first starts uniformly where both still
 * fit, then the second uniformly in what is left.
 */
export const twoPatterns = ofLength({
  name: "two-patterns",
  version: 1,
  shortest: 16,
  usual: 128,
  classNames: ["down-down", "up-down", "down-up", "up-up"],
  series(classIndex, steps, random) {
    const duration = () => uniformBetween(random, Math.floor(steps / 8), Math.floor(steps / 4));
    const [firstLasts, secondLasts] = [duration(), duration()];
    const first = uniformBetween(random, 0, steps - firstLasts - secondLasts);
    const second = uniformBetween(random, first + firstLasts, steps - secondLasts);
    const x = new Float64Array(steps);
    for (let t = 0; t < steps; t++) x[t] = random.normal();
    const [startOfFirst, startOfSecond] = starts[classIndex]!;
    drawStep(x, first, firstLasts, startOfFirst);
    drawStep(x, second, secondLasts, startOfSecond);
    return x;
  },
});
