import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ApiError } from "../session/api-error.ts";
import { Failed } from "./failed.tsx";
import { Gone } from "./gone.tsx";
import { Loading } from "./loading.tsx";

interface RegionProps<Data> {
  /** What `useOperation` gave. */
  readonly query: UseQueryResult<Data, ApiError>;
  /** What is read, with its article: "the user ana". */
  readonly what: string;
  /** What it is where it is not there: `{ kind: "user", name: "ana", account: "nordwind-people" }`. */
  readonly entity?: { readonly kind: string; readonly name: string; readonly account?: string };
  /** About how high the region is, in pixels, so that nothing jumps when it is there. */
  readonly height?: number;
  readonly children: (data: Data) => ReactNode;
}

/**
 * A region that an operation fills, in each of its states: loading (nothing for 300 ms, then words), slow, denied, gone, failed,
 * and there. What was read is shown while it is read again.
 */
export function Region<Data>({ query, what, entity, height, children }: RegionProps<Data>) {
  const { data, error } = query;
  if (error !== null) {
    if (error.isGone && entity !== undefined) return <Gone {...entity} />;
    const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)} could not be read. Nothing was changed.`;
    return <Failed what={sentence} error={error} />;
  }
  if (data === undefined) return <Loading what={what} {...(height !== undefined && { height })} />;
  return children(data);
}
