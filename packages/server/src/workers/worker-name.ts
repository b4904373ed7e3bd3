/** What stands in a worker's command line, for whoever lists processes. */
export const WORKER = "worker";
