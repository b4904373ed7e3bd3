import type { Answer, RequestHead } from "@rolecall/edge";
import type { Revision } from "@rolecall/store";

/** Paths below it are Rolecall's own; AWS has none that begin so. */
export const MANAGEMENT_PREFIX = "/_rolecall/";

export interface Management {
  answer(request: RequestHead): Promise<Answer>;
}

export interface ManagementParts {
  readonly version: string;
  readonly engine: string;
  /** Of this process alone; `rolecall env` knows it by this. */
  readonly instance: string;
  /** ISO 8601 */
  readonly startedAt: string;
  /** Whether a Host header names this server. */
  readonly isOwnHost: (host: string) => boolean;
  readonly revision: () => Promise<Revision>;
  readonly renderMetrics: (gauges: Readonly<Record<string, number>>) => string;
  /** Absent where the installation keeps its data: there is nothing to reset to. */
  readonly reset?: () => Promise<void>;
}

type Route = () => Promise<Answer>;

export function createManagement(parts: ManagementParts): Management {
  const routes = new Map<string, Route>([
    ["GET /_rolecall/health", () => health(parts)],
    ["GET /_rolecall/metrics", () => metrics(parts)],
  ]);
  const { reset } = parts;
  if (reset !== undefined) {
    routes.set("POST /_rolecall/reset", async () => {
      await reset();
      return { status: 204, headers: {}, body: "" };
    });
  }
  return {
    async answer({ method, rawPath, headers }) {
      // By the first a browser says whose page asks, by the second by which name.
      const [[origin], [host]] = [headers.origin ?? [], headers.host ?? []];
      // A page on the web may have its own name lead here, and then ask as if it were at home (DNS rebinding).
      if (host !== undefined && !parts.isOwnHost(host)) {
        const remedy = "If it does, start Rolecall with --allowed-host and this name.";
        return json(403, { message: `The Host header, ${host}, does not name this server. ${remedy}` });
      }
      // Nor must it reset what runs on the machine of whoever looks at it. We have no pages that ask.
      if (origin !== undefined && method !== "GET" && method !== "HEAD")
        return json(403, { message: `A page of ${origin} may not ${method} ${rawPath}.` });
      const route = routes.get(`${method === "HEAD" ? "GET" : method} ${rawPath}`);
      return route === undefined ? json(404, { message: `There is no ${method} ${rawPath}.` }) : route();
    },
  };
}

async function health(parts: ManagementParts): Promise<Answer> {
  return json(200, {
    version: parts.version,
    engine: parts.engine,
    revision: await parts.revision(),
    // There is no other value: nothing turns enforcement off.
    enforcement: "on",
    instance: parts.instance,
    started: parts.startedAt,
  });
}

async function metrics(parts: ManagementParts): Promise<Answer> {
  const { rss, heapUsed } = process.memoryUsage();
  const body = parts.renderMetrics({
    store_revision: await parts.revision(),
    process_resident_memory_bytes: rss,
    process_heap_used_bytes: heapUsed,
  });
  return { status: 200, headers: { "Content-Type": "text/plain; version=0.0.4" }, body };
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: `${JSON.stringify(value)}\n` };
}
