export { countText, percentText, signedText, spanText } from "../../format.ts";
