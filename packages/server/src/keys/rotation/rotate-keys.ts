import { forgetKeys } from "./forget-keys.ts";
import { rotateDataKey } from "./rotate-data-key.ts";
import { rotateIssuers } from "./rotate-issuers.ts";
import { rotateMaster } from "./rotate-master.ts";
import type { Rotating } from "./rotating.ts";

/** What is rotated: the master key, the key of secrets and tokens, or both; or what accounts sign web identity tokens with. */
export type Rotated = "all" | "master" | "tokens" | "issuers";

/**
 * Rotates keys while processes run. What was broken off goes on where it stopped, and nothing new is begun before that is done.
 * @throws RotationPaused where somebody has to do something first
 */
export async function rotateKeys(rotating: Rotating, rotated: Rotated): Promise<void> {
  if (rotated === "issuers") return rotateIssuers(rotating);
  const finishMaster = rotated === "tokens" ? undefined : await rotateMaster(rotating);
  if (rotated !== "master") await rotateDataKey(rotating);
  finishMaster?.();
  await forgetKeys(rotating);
}
