import { newUniqueId as newUniqueIdText, type UniqueId, type UniqueIdPrefix } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";

/** A new id that no other principal ever had, so that one who is deleted and made anew is somebody else. */
export function newUniqueId(env: Environment, prefix: UniqueIdPrefix): UniqueId {
  return newUniqueIdText(prefix, env.random);
}
