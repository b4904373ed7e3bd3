import type { Operation } from "@rolecall/operations";
import { deleteAlternateContact } from "./delete-alternate-contact.ts";
import { getAlternateContact } from "./get-alternate-contact.ts";
import { putAlternateContact } from "./put-alternate-contact.ts";

export const alternateContactOperations: readonly Operation[] = [
  deleteAlternateContact,
  getAlternateContact,
  putAlternateContact,
];
