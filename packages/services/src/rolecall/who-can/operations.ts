import type { Operation } from "@rolecall/operations";
import { listAssumableRoles } from "./list-assumable-roles.ts";
import { whatCan } from "./what-can.ts";
import { whoCan } from "./who-can.ts";

/** What everybody can do. */
export const whoCanOperations: readonly Operation[] = [whoCan, whatCan, listAssumableRoles];
