import type { StsErrors } from "@rolecall/contracts";
import { defineErrors } from "@rolecall/operations";

/** An error that STS's contract declares. */
export const stsError = defineErrors<StsErrors>();
