export { surfaceRamp } from "../theme.ts";
