import type { Operation } from "@rolecall/operations";
import { getAccountInformation } from "./get-account-information.ts";
import { getGovCloudAccountInformation } from "./get-gov-cloud-account-information.ts";
import { putAccountName } from "./put-account-name.ts";

export const informationOperations: readonly Operation[] = [
  getAccountInformation,
  getGovCloudAccountInformation,
  putAccountName,
];
