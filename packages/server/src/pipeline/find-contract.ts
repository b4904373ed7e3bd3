import { loadContract, type OperationContract, type ServiceContract } from "@rolecall/contracts";
import type { Target } from "@rolecall/protocols";

/** @throws Error where there is none: whoever names an operation took it from the contracts. */
export async function findContract({
  service,
  operation: name,
}: Pick<Target, "service" | "operation">): Promise<{
  readonly contract: ServiceContract;
  readonly operation: OperationContract;
}> {
  const contract = await loadContract(service);
  const operation = contract.operations.get(name);
  if (operation === undefined) throw new Error(`${service}:${name} is in no contract.`);
  return { contract, operation };
}
