/** Red, green and blue, from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

function channels(hex: string): Rgb {
  const channel = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/**
 * The colour of a ramp at a fraction of its way, straight between its neighbours.
 *
 * @param ramp two or more colours, `#rrggbb`, from 0 to 1
 */
export function rampColour(ramp: readonly string[], fraction: number): Rgb {
  const position = fraction * (ramp.length - 1);
  const index = Math.min(ramp.length - 2, Math.floor(position));
  const [low, high] = [channels(ramp[index] ?? ""), channels(ramp[index + 1] ?? "")];
  const between = (a: number, b: number) => Math.round(a + (position - index) * (b - a));
  return [between(low[0], high[0]), between(low[1], high[1]), between(low[2], high[2])];
}

/** Relative luminance as WCAG 2 defines it, from 0 to 1. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// where black and white have the same contrast: (l + 0.05)² = 0.05 · 1.05
const middleLuminance = 0.179;

/** Black or white, whichever reads better on a colour. */
export function inkOn(colour: Rgb): "#000" | "#fff" {
  return luminance(colour) > middleLuminance ? "#000" : "#fff";
}
