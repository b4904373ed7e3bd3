import { hashKey } from "@tanstack/react-query";
import type { ApiError } from "./api-error.ts";

let kept: { readonly key: string; readonly error: ApiError } | undefined;

/** Keeps the server's refusal of what the page is about to ask, which came within the page. */
export function keepRefusal(path: string, body: unknown, error: ApiError): void {
  kept = { key: hashKey([path, body]), error };
}

/** The refusal of this very request, once: who tries again asks the server. */
export function takeRefusal(path: string, body: unknown): ApiError | undefined {
  if (kept === undefined || kept.key !== hashKey([path, body])) return undefined;
  const { error } = kept;
  kept = undefined;
  return error;
}
