import type { Operation } from "@rolecall/operations";
import { deregisterDelegatedAdministrator } from "./deregister-delegated-administrator.ts";
import { listDelegatedAdministrators } from "./list-delegated-administrators.ts";
import { listDelegatedServicesForAccount } from "./list-delegated-services-for-account.ts";
import { registerDelegatedAdministrator } from "./register-delegated-administrator.ts";

export const delegatedAdministratorOperations: readonly Operation[] = [
  registerDelegatedAdministrator,
  deregisterDelegatedAdministrator,
  listDelegatedAdministrators,
  listDelegatedServicesForAccount,
];
