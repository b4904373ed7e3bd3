import type { ServiceError } from "@rolecall/operations";
import type { InstanceRecord } from "@rolecall/store";
import { rolecallError } from "../error.ts";

export function noProfile({ id }: InstanceRecord): ServiceError {
  return rolecallError("ConflictException", `The instance ${id} has no instance profile.`);
}
