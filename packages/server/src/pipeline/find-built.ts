import { commonError, type Operation, type Service } from "@rolecall/operations";
import type { Identified } from "@rolecall/protocols";

/** @throws CommonError notImplemented where AWS has the operation and Rolecall does not yet. */
export function findBuilt(
  service: Service | undefined,
  { service: name, operation }: Pick<Identified, "service" | "operation">,
): Operation {
  const built = service?.operations.get(operation);
  if (built !== undefined) return built;
  const message = `Rolecall has not built ${name}:${operation} yet. "rolecall operations" lists what is built.`;
  throw commonError("notImplemented", message);
}
