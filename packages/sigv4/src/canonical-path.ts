import type { ServiceRules } from "./service-rules.ts";
import { uriEncode, uriNormalize } from "./uri-encode.ts";

/**
 * Step 1a, the canonical URI.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalPath(rawPath: string, rule: ServiceRules["path"]): string {
  if (rawPath === "/" || rawPath === "") return "/";
  if (rule === "asItStands") return rawPath.split("/").map(normalizeSegment).join("/");
  return removeDotSegments(rawPath).map(uriEncode).join("/");
}

function normalizeSegment(segment: string): string {
  return uriNormalize(segment, "plus");
}

/**
 * Segments without ".", ".." and empty ones (RFC 3986, section 5.2.4, but AWS's signers also fold repeated slashes and
 * give "/a/b/.." no slash at its end). The first segment is empty, for the leading slash; so is the last after "/".
 */
function removeDotSegments(path: string): string[] {
  const segments: string[] = [""];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length > 1) segments.pop();
  }
  if (segments.length === 1 || path.endsWith("/")) segments.push("");
  return segments;
}
