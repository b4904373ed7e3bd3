import { type AccessReference, readAccessLevels } from "@rolecall/policy/describe";

let loading: Promise<AccessReference> | undefined;

/** AWS's actions, read when they are first asked for: few servers ever are. */
export function loadAccessReference(): Promise<AccessReference> {
  loading ??= import("@rolecall/policy/access-levels").then(({ ACCESS_LEVEL_DATA }) =>
    readAccessLevels(ACCESS_LEVEL_DATA),
  );
  return loading;
}
