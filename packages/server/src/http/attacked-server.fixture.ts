import { listen } from "./http-server.ts";
import { EDGE_LIMITS } from "./limits.ts";
import { createManagement } from "./management.ts";
import { createOwnHost } from "./own-host.ts";

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
  handle: async ({ rawPath }) => {
    handled += 1;
    return { status: 200, headers: {}, body: "x".repeat(Number(rawPath.slice(1)) || 2) };
  },
  management: createManagement({
    version: "1",
    engine: "sqlite",
    instance: "test",
    startedAt: "",
    isOwnHost: createOwnHost([]),
    revision: async () => 1 as never,
    renderMetrics: () => "",
  }),
});
process.on("message", () => {
  const { maxRSS } = process.resourceUsage();
  process.send?.({ peakBytes: maxRSS * 1024, handled });
});
process.send?.({ endpoint: server.endpoint });
