import { defineOperations } from "@rolecall/access";
import type { StsOperations } from "@rolecall/contracts";

export const sts = defineOperations<StsOperations>();
