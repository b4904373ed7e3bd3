import { anything, type Operation } from "@rolecall/operations";
import type { TrustAnchorRecord, WriteTransaction } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { listResources } from "../listing.ts";
import { trustAnchor } from "../on.ts";
import { createTrustAnchor } from "./create-trust-anchor.ts";
import { readSettings, withoutSettings, withSettings } from "./notification-settings.ts";
import { trustAnchorShape } from "./trust-anchor-shape.ts";
import { updateTrustAnchor } from "./update-trust-anchor.ts";

async function change(
  { tx, now }: { readonly tx: WriteTransaction; readonly now: number },
  changed: Omit<TrustAnchorRecord, "updatedAt">,
) {
  const record = { ...changed, updatedAt: now };
  await tx.trustAnchors.update(record);
  return { trustAnchor: trustAnchorShape(record) };
}

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_GetTrustAnchor.html, and so the others. */
export const trustAnchorOperations: readonly Operation[] = [
  createTrustAnchor,
  updateTrustAnchor,
  rolesAnywhere.read("GetTrustAnchor", {
    on: trustAnchor,
    perform: async ({ target }) => ({ trustAnchor: trustAnchorShape(target) }),
  }),
  rolesAnywhere.read("ListTrustAnchors", {
    on: anything,
    async perform({ call }) {
      const { items, marks } = await listResources(call, {
        list: ({ accountId, region }, page) => call.tx.trustAnchors.list(accountId, region, page),
        show: trustAnchorShape,
      });
      return { trustAnchors: items, ...marks };
    },
  }),
  rolesAnywhere.write("EnableTrustAnchor", {
    on: trustAnchor,
    perform: ({ call, target }) => change(call, { ...target, isEnabled: true }),
  }),
  rolesAnywhere.write("DisableTrustAnchor", {
    on: trustAnchor,
    perform: ({ call, target }) => change(call, { ...target, isEnabled: false }),
  }),
  rolesAnywhere.write("PutNotificationSettings", {
    on: trustAnchor,
    perform: ({ call, target }) => {
      const set = readSettings(call.input.notificationSettings);
      return change(call, {
        ...target,
        notificationSettings: withSettings(target.notificationSettings, set),
      });
    },
  }),
  rolesAnywhere.write("ResetNotificationSettings", {
    on: trustAnchor,
    perform: ({ call, target }) => {
      const keys = call.input.notificationSettingKeys;
      return change(call, {
        ...target,
        notificationSettings: withoutSettings(target.notificationSettings, keys),
      });
    },
  }),
  // Its revocation lists go with it.
  rolesAnywhere.write("DeleteTrustAnchor", {
    on: trustAnchor,
    perform: async ({ call: { tx }, target }) => {
      await tx.trustAnchors.delete(target.id);
      return { trustAnchor: trustAnchorShape(target) };
    },
  }),
];
