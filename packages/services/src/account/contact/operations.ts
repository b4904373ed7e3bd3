import type { Operation } from "@rolecall/operations";
import { getContactInformation } from "./get-contact-information.ts";
import { putContactInformation } from "./put-contact-information.ts";

export const contactOperations: readonly Operation[] = [getContactInformation, putContactInformation];
