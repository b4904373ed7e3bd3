import { anything, openPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { ROOT_PATH } from "../requirement.ts";
import { serverCertificateToWire } from "./server-certificate-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html */
export const listServerCertificates = iam.read("ListServerCertificates", {
  on: anything,
  perform: async ({ call }) => {
    const { input, caller, tx } = call;
    const pathPrefix = input.PathPrefix ?? ROOT_PATH;
    const pager = openPage(call, pathPrefix);
    const page = await tx.serverCertificates.list(caller.accountId, { ...pager.request, pathPrefix });
    return {
      ServerCertificateMetadataList: page.items.map(serverCertificateToWire),
      ...pager.marks(page),
    };
  },
});
