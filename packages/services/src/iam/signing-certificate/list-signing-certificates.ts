import { openPage, pageOf } from "@rolecall/operations";
import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { certificateToWire } from "./signing-certificate-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html */
export const listSigningCertificates = iam.read("ListSigningCertificates", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    const owner = identityOf(target);
    const pager = openPage(call, owner.id);
    const page = pageOf(
      await call.tx.signingCertificates.ofOwner(owner.id),
      (each) => each.id,
      pager.request,
    );
    return {
      Certificates: page.items.map((each) => certificateToWire(owner, each)),
      ...pager.marks(page),
    };
  },
});
