import { tagsToWire } from "@rolecall/operations";
import { iam } from "../define.ts";
import { oidcProvider } from "./provider.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html */
export const getOpenIDConnectProvider = iam.read("GetOpenIDConnectProvider", {
  on: oidcProvider,
  perform: async ({ target: { location, clientIds, thumbprints, tags, createdAt } }) => ({
    Url: location,
    ClientIDList: clientIds,
    ThumbprintList: thumbprints,
    CreateDate: new Date(createdAt),
    // Sorted, unlike the answer that made it (recorded).
    Tags: tagsToWire(tags.toSorted((a, b) => (a.key < b.key ? -1 : 1))),
  }),
});
