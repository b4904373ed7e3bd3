import type { Operation } from "@rolecall/operations";
import { acceptPrimaryEmailUpdate } from "./accept-primary-email-update.ts";
import { getPrimaryEmail } from "./get-primary-email.ts";
import { getPrimaryEmailUpdateStatus } from "./get-primary-email-update-status.ts";
import { startPrimaryEmailUpdate } from "./start-primary-email-update.ts";

export const emailOperations: readonly Operation[] = [
  acceptPrimaryEmailUpdate,
  getPrimaryEmail,
  getPrimaryEmailUpdateStatus,
  startPrimaryEmailUpdate,
];
