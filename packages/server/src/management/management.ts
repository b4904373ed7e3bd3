import type { Answer, WholeRequest } from "@rolecall/edge";
import type { Standing, Traffic } from "@rolecall/store";
import { answerClock, refuseClock } from "../clock/answer-clock.ts";
import type { MovableClock } from "../clock/movable-clock.ts";
import type { ServiceStanding } from "../installation/services.ts";
import { type AuditRead, answerAudit } from "./answer-audit.ts";
import { trafficGauges } from "./traffic-gauges.ts";

/** Paths below it are Rolecall's own; AWS has none that begin so. */
export const MANAGEMENT_PREFIX = "/_rolecall/";

/** Answered also while the program starts and ends. */
export const READY_PATH = `${MANAGEMENT_PREFIX}ready`;

const AUDIT_PATH = `${MANAGEMENT_PREFIX}audit`;

/** Measures of the moment, by their names in metrics without the beginning that all have. */
export type Gauges = Readonly<Record<string, number>>;

export interface Management {
  answer(request: WholeRequest): Promise<Answer>;
  /** Of this process alone. */
  gauges(): Gauges;
}

export interface ManagementParts {
  readonly version: string;
  readonly engine: string;
  /** Of all processes behind one port, and of no other; `rolecall env` knows them by this. */
  readonly instance: string;
  /** ISO 8601 */
  readonly startedAt: string;
  /** Whether a Host header names this server. */
  readonly isOwnHost: (host: string) => boolean;
  /** Of the store, without asking its database. */
  readonly standing: () => Standing;
  /** Looks for changes where that was too long ago. @throws why requests cannot be answered */
  readonly assertReady: () => Promise<void>;
  /** What the store's database costs, where it has one behind a network. */
  readonly storeTraffic?: () => Traffic | undefined;
  /** Of all processes behind one port, from the gauges of this one. */
  readonly renderMetrics: (gauges: Gauges) => string | Promise<string>;
  /** How many processes serve behind one port. */
  readonly workers: () => number;
  /** Those that have operations, and whether each is loaded. */
  readonly services: () => ReadonlyMap<string, ServiceStanding>;
  /** The home of its partition: what clients sign for unless they are told. */
  readonly region: string;
  /** Where mail goes, in words. */
  readonly outbox: string;
  /** Absent where the installation keeps its data: letters are files of it, for who may read them. */
  readonly letters?: () => Promise<readonly object[]>;
  /** Absent where the installation keeps its data: what happened is read by who may. */
  readonly auditRead?: AuditRead;
  /** Absent where the installation keeps its data: there is nothing to reset to. */
  readonly reset?: () => Promise<void>;
  /** Absent where the installation keeps its data: its dates are to be true. */
  readonly clock?: MovableClock | "ofSeveral";
}

type Route = (request: WholeRequest) => Promise<Answer>;

export function createManagement(parts: ManagementParts): Management {
  const routes = new Map<string, Route>([
    [`GET ${READY_PATH}`, () => ready(parts)],
    ["GET /_rolecall/health", async () => health(parts)],
    ["GET /_rolecall/metrics", async () => metrics(parts)],
  ]);
  const { reset, letters, auditRead } = parts;
  if (letters !== undefined)
    routes.set("GET /_rolecall/outbox", async () => json(200, { letters: await letters() }));
  if (auditRead !== undefined) routes.set(`GET ${AUDIT_PATH}`, (request) => answerAudit(auditRead, request));
  if (reset !== undefined) {
    routes.set("POST /_rolecall/reset", async () => {
      await reset();
      return { status: 204, headers: {}, body: "" };
    });
  }
  const { clock } = parts;
  if (clock !== undefined) {
    routes.set("POST /_rolecall/clock", async ({ body }) =>
      clock === "ofSeveral" ? refuseClock() : answerClock(clock, body),
    );
  }
  return {
    gauges: () => gauges(parts),
    async answer(request) {
      const { method, rawPath, headers } = request;
      // By the first a browser says whose page asks, by the second by which name.
      const [[origin], [host]] = [headers.origin ?? [], headers.host ?? []];
      // A page on the web may have its own name lead here, and then ask as if it were at home (DNS rebinding).
      if (host !== undefined && !parts.isOwnHost(host)) {
        const remedy = "If it does, start Rolecall with --allowed-host and this name.";
        return json(403, { message: `The Host header, ${host}, does not name this server. ${remedy}` });
      }
      // Nor must it reset what runs on the machine of whoever looks at it, or read what happened there. We have no pages that ask.
      if (origin !== undefined && ((method !== "GET" && method !== "HEAD") || rawPath === AUDIT_PATH))
        return json(403, { message: `A page of ${origin} may not ${method} ${rawPath}.` });
      const route = routes.get(`${method === "HEAD" ? "GET" : method} ${rawPath}`);
      return route === undefined
        ? json(404, { message: `There is no ${method} ${rawPath}.` })
        : route(request);
    },
  };
}

/** For load balancers. */
async function ready({ assertReady }: ManagementParts): Promise<Answer> {
  try {
    await assertReady();
    return json(200, { ready: true });
  } catch (error) {
    return notReady(error instanceof Error ? error.message : String(error));
  }
}

/** @param reason why requests cannot be answered now. */
export function notReady(reason: string): Answer {
  return json(503, { ready: false, reason });
}

/** For people. INVARIANT: it asks nobody, so that it is answered at once, whatever the database does. */
function health(parts: ManagementParts): Answer {
  const { revision, primary, replica, ageMs } = parts.standing();
  return json(200, {
    version: parts.version,
    engine: parts.engine,
    revision,
    primary,
    ...(replica !== undefined && { replica }),
    // How far what is answered may be behind.
    staleSeconds: primary === "up" ? 0 : Math.ceil(ageMs / 1_000),
    // There is no other value: nothing turns enforcement off.
    enforcement: "on",
    outbox: parts.outbox,
    instance: parts.instance,
    started: parts.startedAt,
    workers: parts.workers(),
    region: parts.region,
    services: Object.fromEntries(parts.services()),
  });
}

async function metrics(parts: ManagementParts): Promise<Answer> {
  const body = await parts.renderMetrics(gauges(parts));
  return { status: 200, headers: { "Content-Type": "text/plain; version=0.0.4" }, body };
}

function gauges(parts: ManagementParts): Gauges {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    ...storeGauges(parts.standing()),
    ...trafficGauges(parts.storeTraffic?.()),
    process_resident_memory_bytes: rss,
    process_heap_used_bytes: heapUsed,
  };
}

/** Of where it stands; those of a replica where there is one. */
export function storeGauges({ revision, primary, replica, ageMs, ...reads }: Standing) {
  return {
    store_revision: revision,
    // What others have changed since may not have been heard of.
    store_look_age_seconds: ageMs / 1_000,
    store_primary_up: Number(primary === "up"),
    ...(replica !== undefined && {
      store_replica_up: Number(replica === "up"),
      store_replica_behind: Number(replica === "behind"),
      store_reads_by_replica: reads.replicaReads,
    }),
    store_reads_while_away: reads.memoryReads,
  };
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: `${JSON.stringify(value)}\n` };
}
