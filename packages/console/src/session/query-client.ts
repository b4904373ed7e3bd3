import { QueryClient } from "@tanstack/react-query";
import { ApiError, UNREACHABLE } from "./api-error.ts";
import { reachability } from "./reachability.ts";

/**
 * Who asks and remembers. What only reads is asked again for as long as nobody answers, and twice where the server says that
 * it cannot now; what changes something is never repeated: it may have been done.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => mayRepeat(count, error),
        retryDelay: (count) => Math.min(1_000 * 2 ** count, reachability.waitSeconds * 1_000),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

function mayRepeat(count: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  if (error.code === UNREACHABLE) return true;
  return (error.status === 503 || error.status === 429) && count < 2;
}
