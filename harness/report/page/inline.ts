import { canonicalJson, type Json } from "../../canonical-json.ts";

/** JSON that cannot end the script element it stands in. */
export function inlineJson(value: Json): string {
  return canonicalJson(value).replaceAll("<", "\\u003c");
}

/** JavaScript that cannot end the script element it stands in. */
export function inlineScript(source: string): string {
  return source.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}
