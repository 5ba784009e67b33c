import { ofLength, uniformBetween } from "./generator.ts";

/** Height of the event where it is highest, without its random part. */
const height = 6;

/**
 * Cylinder, bell, funnel (N. Saito, Local feature extraction and its applications using a library of
 * bases, PhD thesis, Yale University, 1994). With h = 6 + eta, and t = 1 … T:
 *
 *     cylinder  x(t) = h [a <= t <= b]                   + epsilon(t)
 *     bell      x(t) = h [a <= t <= b] (t - a) / (b - a) + epsilon(t)
 *     funnel    x(t) = h [a <= t <= b] (b - t) / (b - a) + epsilon(t)
 *
 * eta and epsilon(t) standard normal; for T = 128, a is uniform in {16, …, 32} and b - a in
 * {32, …, 96}. Other lengths scale these limits: a from T/8 to T/4, b - a from T/4 to 3T/4, rounded down.
 */
export const cylinderBellFunnel = ofLength({
  name: "cylinder-bell-funnel",
  version: 1,
  shortest: 8,
  usual: 128,
  classNames: ["cylinder", "bell", "funnel"],
  series(classIndex, steps, random) {
    const eighth = Math.floor(steps / 8);
    const quarter = Math.floor(steps / 4);
    const onset = uniformBetween(random, eighth, quarter);
    const duration = uniformBetween(random, quarter, Math.floor((3 * steps) / 4));
    const end = onset + duration;
    const amplitude = height + random.normal();
    const x = new Float64Array(steps);
    for (let t = 1; t <= steps; t++) {
      const noise = random.normal();
      let shape = 0;
      if (t >= onset && t <= end) {
        shape = [1, (t - onset) / duration, (end - t) / duration][classIndex]!;
      }
      x[t - 1] = amplitude * shape + noise;
    }
    return x;
  },
});
