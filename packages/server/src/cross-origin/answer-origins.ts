import type { RequestHead } from "@rolecall/edge";
import type { Pipeline } from "../pipeline/handle.ts";
import { ANY_ORIGIN } from "./read-origins.ts";

type Services = Pick<Pipeline, "handle">;
type Answer = Awaited<ReturnType<Services["handle"]>>;

/** What AWS's clients send in a browser: who signs, what is asked, which client asks. */
const REQUEST_HEADER = /^(?:authorization|content-type|(?:x-amzn?|amz-sdk)-[\w-]+)$/;
/** Those of REST-JSON's operations among them. */
const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
/** What clients read of an answer besides its body. */
const EXPOSED = "x-amzn-RequestId, x-amzn-ErrorType, Retry-After, Date";
/** Chromium keeps a preflight's answer two hours at most. */
const MAX_AGE_SECONDS = "600";

/**
 * Lets pages of other origins call the services, by the CORS protocol (https://fetch.spec.whatwg.org/#http-cors-protocol).
 * INVARIANT: no answer allows credentials of the browser's own (cookies): a page brings its signature.
 * @param origins none: browsers keep pages away, as without this
 */
export function answerOrigins(origins: ReadonlySet<string>, services: Services): Services {
  if (origins.size === 0) return services;
  return {
    async handle(request) {
      const allowed = allowedOrigin(origins, request);
      if (allowed !== undefined && isPreflight(request)) return answerPreflight(request, allowed);
      const answer = await services.handle(request);
      return { ...answer, headers: { ...answer.headers, ...tell(allowed) } };
    },
  };
}

/** What is told to be allowed; undefined where the request is no page's, or of a page that may not. */
function allowedOrigin(origins: ReadonlySet<string>, { headers }: RequestHead): string | undefined {
  const origin = headers.origin?.[0];
  if (origin === undefined) return undefined;
  if (origins.has(ANY_ORIGIN)) return ANY_ORIGIN;
  return origins.has(origin) ? origin : undefined;
}

function isPreflight({ method, headers }: RequestHead): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** It asks for nothing of the services, is not authenticated, and not recorded. */
function answerPreflight({ headers }: RequestHead, allowed: string): Answer {
  const wanted = (headers["access-control-request-headers"] ?? []).join().split(",");
  const names = wanted.map((name) => name.trim().toLowerCase()).filter((name) => REQUEST_HEADER.test(name));
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": allowed,
      "Access-Control-Allow-Methods": METHODS,
      ...(names.length > 0 && { "Access-Control-Allow-Headers": names.join(", ") }),
      "Access-Control-Max-Age": MAX_AGE_SECONDS,
      Vary: "Origin, Access-Control-Request-Headers",
    },
    body: "",
  };
}

/** Caches between may not give one page's answer to another, nor to who is no page. */
function tell(allowed: string | undefined): Readonly<Record<string, string>> {
  if (allowed === undefined) return { Vary: "Origin" };
  return { Vary: "Origin", "Access-Control-Allow-Origin": allowed, "Access-Control-Expose-Headers": EXPOSED };
}
