import type { ProgramSurroundings } from "./surroundings.ts";

/** Tells the person who runs the program what went wrong inside for one request. */
export function logBug({ logError }: ProgramSurroundings): (error: unknown, requestId: string) => void {
  return (error, requestId) => logError(`request ${requestId}: ${describeBug(error)}`);
}

export function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
