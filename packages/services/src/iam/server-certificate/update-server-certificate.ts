import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { serverCertificate } from "../on.ts";
import { onRenamed } from "../requirement.ts";

/**
 * Renames and moves a certificate. Its id stays, and its tags, also where nothing is changed: AWS loses them then.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateServerCertificate.html
 */
export const updateServerCertificate = iam.write("UpdateServerCertificate", {
  on: serverCertificate,
  also: (call, found) => [
    onRenamed(call, "iam:UpdateServerCertificate", found, call.input.NewServerCertificateName),
  ],
  perform: async ({ call: { input, tx }, target }) => {
    const name = input.NewServerCertificateName ?? target.name;
    const same =
      name === target.name ? undefined : await tx.serverCertificates.byName(target.accountId, name);
    if (same !== undefined && same.id !== target.id) throw entityAlreadyExists("server-certificate", name);
    await tx.serverCertificates.update({ ...target, name, path: input.NewPath ?? target.path });
    return {};
  },
});
