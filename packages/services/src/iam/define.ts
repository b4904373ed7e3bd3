import type { IamOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";

export const iam = defineOperations<IamOperations>();
