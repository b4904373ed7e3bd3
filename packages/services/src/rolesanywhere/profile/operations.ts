import { anything, type Operation } from "@rolecall/operations";
import type { RolesAnywhereProfileRecord, WriteTransaction } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { listResources } from "../listing.ts";
import { profile } from "../on.ts";
import { readMapping, withMapping, withoutSpecifiers } from "./attribute-mapping.ts";
import { createProfile } from "./create-profile.ts";
import { profileShape } from "./profile-shape.ts";
import { updateProfile } from "./update-profile.ts";

async function change(
  { tx, now }: { readonly tx: WriteTransaction; readonly now: number },
  changed: Omit<RolesAnywhereProfileRecord, "updatedAt">,
) {
  const record = { ...changed, updatedAt: now };
  await tx.rolesAnywhereProfiles.update(record);
  return { profile: profileShape(record) };
}

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_GetProfile.html, and so the others. */
export const profileOperations: readonly Operation[] = [
  createProfile,
  updateProfile,
  rolesAnywhere.read("GetProfile", {
    on: profile,
    perform: async ({ target }) => ({ profile: profileShape(target) }),
  }),
  rolesAnywhere.read("ListProfiles", {
    on: anything,
    async perform({ call }) {
      const { items, marks } = await listResources(call, {
        list: ({ accountId, region }, page) => call.tx.rolesAnywhereProfiles.list(accountId, region, page),
        show: profileShape,
      });
      return { profiles: items, ...marks };
    },
  }),
  rolesAnywhere.write("EnableProfile", {
    on: profile,
    perform: ({ call, target }) => change(call, { ...target, isEnabled: true }),
  }),
  rolesAnywhere.write("DisableProfile", {
    on: profile,
    perform: ({ call, target }) => change(call, { ...target, isEnabled: false }),
  }),
  rolesAnywhere.write("PutAttributeMapping", {
    on: profile,
    perform: ({ call, target }) => {
      const { certificateField, mappingRules } = call.input;
      const mapping = readMapping(certificateField, mappingRules, call.env);
      return change(call, { ...target, attributeMappings: withMapping(target.attributeMappings, mapping) });
    },
  }),
  rolesAnywhere.write("DeleteAttributeMapping", {
    on: profile,
    perform: ({ call, target }) => {
      const { certificateField, specifiers } = call.input;
      return change(call, {
        ...target,
        attributeMappings: withoutSpecifiers(target.attributeMappings, certificateField, specifiers),
      });
    },
  }),
  rolesAnywhere.write("DeleteProfile", {
    on: profile,
    perform: async ({ call: { tx }, target }) => {
      await tx.rolesAnywhereProfiles.delete(target.id);
      return { profile: profileShape(target) };
    },
  }),
];
