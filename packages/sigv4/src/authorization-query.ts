import { buildClaim, isAlgorithm, type Parsed } from "./build-claim.ts";
import type { ExpiresProblem, SignatureFailure } from "./failure.ts";
import { firstHeader, type SignedRequest } from "./request.ts";
import { parseTimestamp } from "./timestamp.ts";
import { uriDecode } from "./uri-encode.ts";

/** A week: no presigned request lives longer. */
const EXPIRES_MAX_SECONDS = 604_800;

const REQUIRED = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-SignedHeaders",
  "X-Amz-Date",
] as const;

/** The X-Amz-… parameters of a query, decoded. The first of a name counts. */
function amzParameters(rawQuery: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const text of rawQuery.split("&")) {
    const equals = text.indexOf("=");
    const name = uriDecode(equals < 0 ? text : text.slice(0, equals));
    if (!name.startsWith("X-Amz-") || parameters.has(name)) continue;
    parameters.set(name, equals < 0 ? "" : uriDecode(text.slice(equals + 1)));
  }
  return parameters;
}

/** Whether a query carries a signature. */
export function isPresigned(rawQuery: string): boolean {
  return rawQuery.includes("X-Amz-Algorithm") && amzParameters(rawQuery).has("X-Amz-Algorithm");
}

/** Reads the signature of a presigned request. */
export function parseAuthorizationQuery(request: SignedRequest): Parsed {
  const parameters = amzParameters(request.rawQuery);
  const missing = REQUIRED.filter((name) => !parameters.get(name));
  if (missing.length > 0) return { failure: missingParameters(missing) };
  const algorithm = parameters.get("X-Amz-Algorithm") as string;
  if (!isAlgorithm(algorithm, "query")) {
    return { failure: { reason: "unsupportedAlgorithm", algorithm, location: "query" } };
  }
  const timestamp = parameters.get("X-Amz-Date") as string;
  const signedAtMs = parseTimestamp(timestamp);
  const expires = readExpires(parameters.get("X-Amz-Expires"));
  if (typeof expires === "string") return { failure: { reason: "invalidExpires", problem: expires } };
  return buildClaim(request, {
    algorithm,
    location: "query",
    credential: parameters.get("X-Amz-Credential") as string,
    signedHeaderList: parameters.get("X-Amz-SignedHeaders") as string,
    signature: parameters.get("X-Amz-Signature") as string,
    sessionToken: parameters.get("X-Amz-Security-Token"),
    contentSha256:
      parameters.get("X-Amz-Content-Sha256") ?? firstHeader(request.headers, "x-amz-content-sha256"),
    dateText: timestamp,
    date: signedAtMs === undefined ? undefined : { timestamp, signedAtMs },
    expiresSeconds: expires,
    regionSet: parameters.get("X-Amz-Region-Set"),
  });
}

function missingParameters(parameters: readonly string[]): SignatureFailure {
  return {
    reason: "missingParameters",
    location: "query",
    parameters,
    isDateMissing: false,
    authorization: "",
  };
}

function readExpires(text: string | undefined): number | undefined | ExpiresProblem {
  if (text === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(text)) return "notANumber";
  const seconds = Number(text);
  if (seconds < 0) return "negative";
  return seconds > EXPIRES_MAX_SECONDS ? "tooLarge" : seconds;
}
