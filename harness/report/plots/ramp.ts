/** Light to dark blue, even in lightness: readable in print and by any colour vision. */
export const surfaceRamp = ["#eef5fb", "#c6ddf0", "#8fbfe0", "#4d97c9", "#1d6ca6", "#0b3f6b"];
