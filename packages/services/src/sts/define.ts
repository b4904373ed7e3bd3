import type { StsOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";

export const sts = defineOperations<StsOperations>({ service: "sts" });
