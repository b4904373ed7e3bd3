import { defineOperations } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";

export const iam = defineOperations<IamOperations>();
