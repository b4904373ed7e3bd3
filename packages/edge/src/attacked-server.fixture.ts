import { listen } from "./http-server.ts";
import { EDGE_LIMITS } from "./limits.ts";

/**
 * A server in a process of its own, to see what it takes under attack. It answers each request with as much text as the
 * path says, and tells its parent how much memory it ever took when it is asked.
 */
let ids = 0;
let handled = 0;
const server = await listen({
  host: "127.0.0.1",
  port: 0,
  limits: { ...EDGE_LIMITS, ...JSON.parse(process.argv[2] ?? "{}") },
  newRequestId: () => `id-${++ids}`,
  onBug: (error) => process.send?.({ bug: String(error) }),
  refuse: ({ reason }) => ({ status: reason === "tooSlow" ? 408 : 400, headers: {}, body: reason }),
  entranceOf: () => ({
    takes: "whole",
    bodyBytes: 1_048_576,
    async answer({ rawPath }) {
      handled += 1;
      return { status: 200, headers: {}, body: "x".repeat(Number(rawPath.slice(1)) || 2) };
    },
  }),
});
process.on("message", (asked) => {
  if (asked === "collect") return globalThis.gc?.();
  const { maxRSS } = process.resourceUsage();
  process.send?.({ peakBytes: maxRSS * 1024, handled });
});
process.send?.({ endpoint: server.endpoint });
