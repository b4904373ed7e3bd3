import type { OperationIndex, ServiceData, ServiceIndex } from "../src/contract-data.ts";

/** What tells which operation a request is for: small enough to be loaded at every start. */
export function toIndex(contract: ServiceData): ServiceIndex {
  const { protocol, apiVersion, signingName, targetPrefix } = contract;
  const operations = Object.entries(contract.operations).map(
    ([name, operation]): [string, OperationIndex] => [
      name,
      {
        ...(operation.unsigned && { unsigned: true as const }),
        ...(protocol === "rest-json" && { method: operation.method, path: operation.path }),
      },
    ],
  );
  return {
    protocol,
    apiVersion,
    signingName,
    ...(targetPrefix !== undefined && { targetPrefix }),
    operations: Object.fromEntries(operations),
  };
}
