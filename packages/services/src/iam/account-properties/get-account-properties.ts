import { anything } from "@rolecall/operations";
import { settingsOf } from "../account-settings.ts";
import { iam } from "../define.ts";
import { DEFAULT_PROPERTIES } from "./namespaces.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountProperties.html */
export const getAccountProperties = iam.read("GetAccountProperties", {
  on: anything,
  perform: async ({ call }) => ({
    Properties: { ...DEFAULT_PROPERTIES, ...(await settingsOf(call)).properties },
  }),
});
