import { type Operation, type Service, ServiceError } from "@rolecall/operations";
import type { Identified } from "@rolecall/protocols";

/** 501: SDKs do not try it again. */
const NOT_BUILT_STATUS = 501;

/** @throws ServiceError NotImplemented where AWS has the operation and Rolecall does not yet. */
export function findBuilt(
  service: Service | undefined,
  { service: name, operation }: Pick<Identified, "service" | "operation">,
): Operation {
  const built = service?.operations.get(operation);
  if (built !== undefined) return built;
  const message = `Rolecall has not built ${name}:${operation} yet. "rolecall operations" lists what is built.`;
  throw new ServiceError("NotImplemented", message, NOT_BUILT_STATUS);
}
