import type { ContractIndex, ServiceData } from "./contract-data.ts";
import { linkContract } from "./link-contract.ts";
import type { ServiceContract, ServiceName } from "./vocabulary.ts";

const contracts = new Map<ServiceName, Promise<ServiceContract>>();

/** The contract of a service, read on first use and kept. */
export function loadContract(service: ServiceName): Promise<ServiceContract> {
  const kept = contracts.get(service);
  if (kept !== undefined) return kept;
  const contract = readGenerated<ServiceData>(service).then(linkContract);
  contracts.set(service, contract);
  return contract;
}

/** What tells which service and operation a request is for, of all services. Much smaller than the contracts. */
export function loadContractIndex(): Promise<ContractIndex> {
  return readGenerated<ContractIndex>("index");
}

/** The names of a service's operations, in alphabetical order. */
export async function operationNames(service: ServiceName): Promise<readonly string[]> {
  const index = await loadContractIndex();
  return Object.keys(index[service].operations).sort();
}

// The name is put together here so that the compiler does not infer types from hundreds of kilobytes of JSON.
async function readGenerated<T>(name: ServiceName | "index"): Promise<T> {
  const url = new URL(`../generated/${name}.json`, import.meta.url);
  const module: { readonly default: T } = await import(url.href, { with: { type: "json" } });
  return module.default;
}
