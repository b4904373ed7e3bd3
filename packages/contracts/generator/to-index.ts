import type { OperationIndex, ServiceData, ServiceIndex } from "../src/contract-data.ts";

/** What tells which operation a request is for: small enough to be loaded at every start. */
export function toIndex(contract: ServiceData): ServiceIndex {
  const { protocol, apiVersion, endpointPrefix, signingName, targetPrefix, xmlNamespace } = contract;
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
    endpointPrefix,
    signingName,
    ...(targetPrefix !== undefined && { targetPrefix }),
    ...(xmlNamespace !== undefined && { xmlNamespace }),
    operations: Object.fromEntries(operations),
  };
}
