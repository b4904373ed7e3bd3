import type { CreateTrustAnchorRequest } from "@rolecall/contracts/rolesanywhere";
import { newUuid } from "@rolecall/credentials";
import { toRolesAnywhereId } from "@rolecall/names";
import { NOTHING_TO_FIND } from "@rolecall/operations";
import { rolesAnywhere } from "../define.ts";
import { placeOf, TRUST_ANCHOR } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { madeWithTags } from "../tag/brings-tags.ts";
import { newTags } from "../tag/wire.ts";
import { readCertificateBundle } from "./certificate-bundle.ts";
import { readSettings } from "./notification-settings.ts";
import { trustAnchorShape } from "./trust-anchor-shape.ts";

/** Disabled, where nothing is said. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateTrustAnchor.html */
export const createTrustAnchor = rolesAnywhere.write("CreateTrustAnchor", {
  on: madeWithTags<CreateTrustAnchorRequest, undefined>(TRUST_ANCHOR, NOTHING_TO_FIND),
  prepare: async ({ input, env, now }) => ({
    certificateBundle: readCertificateBundle(input.source, { env, now }),
    notificationSettings: readSettings(input.notificationSettings),
    tags: newTags(input.tags, env),
  }),
  perform: async ({ call, prepared }) => {
    const { input, tx, env, now } = call;
    const place = placeOf(call);
    checkQuota(env, "TrustAnchors", await tx.trustAnchors.count(place.accountId, place.region));
    const record = {
      ...place,
      ...prepared,
      id: toRolesAnywhereId("trust-anchor", newUuid(env.random)),
      name: input.name,
      isEnabled: input.enabled ?? false,
      createdAt: now,
      updatedAt: now,
    };
    await tx.trustAnchors.insert(record);
    return { trustAnchor: trustAnchorShape(record) };
  },
});
