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
}

export function createServices(): Services {
  const loading = new Map<ServiceName, Promise<Service>>();
  const load = (name: ServiceName) => {
    const known = loading.get(name) ?? LOADERS.get(name)?.();
    if (known !== undefined) loading.set(name, known);
    return known ?? NOTHING_BUILT;
  };
  return {
    load,
    async loadAll() {
      await Promise.all([...LOADERS.keys()].map(load));
    },
  };
}

const NOTHING_BUILT = Promise.resolve(undefined);
