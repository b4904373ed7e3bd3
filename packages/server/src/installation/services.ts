import type { ServiceName } from "@rolecall/contracts";
import type { Service } from "@rolecall/operations";

/**
 * The services that have operations; a new service is one row here. Each is loaded when it is first asked for, or once the
 * server listens: they are a third of the code, and a start need not wait for them.
 */
const LOADERS: ReadonlyMap<ServiceName, () => Promise<Service>> = new Map([
  ["account", async () => (await import("@rolecall/services/account")).accountService],
  ["cloudtrail", async () => (await import("@rolecall/services/cloudtrail")).cloudTrailService],
  ["iam", async () => (await import("@rolecall/services/iam")).iamService],
  ["iam-toolbox", async () => (await import("@rolecall/services/iam-toolbox")).iamToolboxService],
  ["organizations", async () => (await import("@rolecall/services/organizations")).organizationsService],
  ["rolecall", async () => (await import("@rolecall/services/rolecall")).rolecallService],
  ["rolesanywhere", async () => (await import("@rolecall/services/rolesanywhere")).rolesAnywhereService],
  ["sts", async () => (await import("@rolecall/services/sts")).stsService],
]);

/** The built operations of the services. */
export interface Services {
  /** Undefined where nothing of the service is built. */
  load(name: ServiceName): Promise<Service | undefined>;
  loadAll(): Promise<void>;
  /** Of those that have operations, in alphabetical order; it waits for none. */
  standing(): ReadonlyMap<ServiceName, ServiceStanding>;
}

/** A service that loads answers too, as soon as it is there. */
export type ServiceStanding =
  | { readonly state: "loading" }
  | {
      readonly state: "ready";
      /** How many are built. */
      readonly operations: number;
    };

const LOADING: ServiceStanding = { state: "loading" };

export function createServices(): Services {
  const loading = new Map<ServiceName, Promise<Service>>();
  const standing = new Map([...LOADERS.keys()].map((name) => [name, LOADING]));
  const begin = async (name: ServiceName, loader: () => Promise<Service>) => {
    const service = await loader();
    standing.set(name, { state: "ready", operations: service.operations.size });
    return service;
  };
  const load = (name: ServiceName) => {
    const loader = LOADERS.get(name);
    if (loader === undefined) return NOTHING_BUILT;
    const known = loading.get(name) ?? begin(name, loader);
    loading.set(name, known);
    return known;
  };
  return {
    load,
    async loadAll() {
      await Promise.all([...LOADERS.keys()].map(load));
    },
    standing: () => standing,
  };
}

const NOTHING_BUILT = Promise.resolve(undefined);
