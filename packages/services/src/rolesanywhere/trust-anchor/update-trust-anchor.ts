import { rolesAnywhere } from "../define.ts";
import { trustAnchor } from "../on.ts";
import { readCertificateBundle } from "./certificate-bundle.ts";
import { trustAnchorShape } from "./trust-anchor-shape.ts";

/** What is left out stays. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_UpdateTrustAnchor.html */
export const updateTrustAnchor = rolesAnywhere.write("UpdateTrustAnchor", {
  on: trustAnchor,
  prepare: async ({ input, env, now }) =>
    input.source === undefined
      ? {}
      : { certificateBundle: readCertificateBundle(input.source, { env, now }) },
  perform: async ({ call: { input, tx, now }, target, prepared }) => {
    const record = {
      ...target,
      ...prepared,
      ...(input.name !== undefined && { name: input.name }),
      updatedAt: now,
    };
    await tx.trustAnchors.update(record);
    return { trustAnchor: trustAnchorShape(record) };
  },
});
