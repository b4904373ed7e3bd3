/**
 * Whether a request is from a page of ours. Source: OWASP, "Cross-Site Request Forgery Prevention Cheat Sheet", verifying origin, Fetch
 * Metadata, custom request headers.
 */
import { isCsrfToken } from "@rolecall/credentials";
import type { RequestHead } from "@rolecall/edge";
import { ConsoleError } from "./console-error.ts";

const CSRF_HEADER = "x-rolecall-csrf";

type Head = Pick<RequestHead, "method" | "headers" | "isSecureTransport">;

/**
 * @param publicUrl where clients reach the installation
 * @throws ConsoleError RequestRefused where a page of somebody else's asks
 */
export function refuseOtherOrigins({ method, headers, isSecureTransport }: Head, publicUrl: string): void {
  const [site] = headers["sec-fetch-site"] ?? [];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new ConsoleError(
      "RequestRefused",
      `A page of another site (${site.slice(0, 32)}) may not ask this.`,
    );
  if (method === "GET") return;
  const [origin] = headers.origin ?? [];
  if (origin === undefined) return;
  const [host = ""] = headers.host ?? [];
  const own = `${isSecureTransport ? "https" : "http"}://${host}`.toLowerCase();
  if (origin.toLowerCase() === own || origin.toLowerCase() === new URL(publicUrl).origin) return;
  throw new ConsoleError(
    "RequestRefused",
    `A page of ${origin.slice(0, 256)} may not ask this: this server is ${own}, and people reach it by ${new URL(publicUrl).origin}. Behind a proxy that speaks TLS, start Rolecall with --public-url https://NAME, or --trusted-proxy.`,
  );
}

/** @throws ConsoleError UnsupportedMediaType where a body is no JSON: a form of anybody's page could not say that it is */
export function requireJson({ headers }: Head): void {
  const [type = ""] = headers["content-type"] ?? [];
  if (/^application\/json\s*(;|$)/i.test(type)) return;
  throw new ConsoleError("UnsupportedMediaType", "The Content-Type has to be application/json.");
}

/** @throws ConsoleError RequestRefused where the request has not the token of its session */
export function requireCsrfToken({ headers }: Head, secret: string): void {
  const [token] = headers[CSRF_HEADER] ?? [];
  if (token !== undefined && isCsrfToken(secret, token)) return;
  throw new ConsoleError(
    "RequestRefused",
    "The header X-Rolecall-Csrf has to be the csrfToken that GET /console/session told.",
  );
}
