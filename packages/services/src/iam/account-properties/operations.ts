import type { Operation } from "@rolecall/operations";
import { getAccountProperties } from "./get-account-properties.ts";
import { putAccountProperties } from "./put-account-properties.ts";

export const accountPropertiesOperations: readonly Operation[] = [getAccountProperties, putAccountProperties];
