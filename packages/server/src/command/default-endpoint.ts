/** Where a server listens that was told nothing else. */
export const DEFAULT_ENDPOINT = "http://127.0.0.1:4600";
