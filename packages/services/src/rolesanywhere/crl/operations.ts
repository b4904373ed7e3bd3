import { anything, type Operation } from "@rolecall/operations";
import type { RevocationListRecord, WriteTransaction } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { listResources } from "../listing.ts";
import { crl } from "../on.ts";
import { crlShape } from "./crl-shape.ts";
import { importCrl } from "./import-crl.ts";
import { updateCrl } from "./update-crl.ts";

async function change(
  { tx, now }: { readonly tx: WriteTransaction; readonly now: number },
  changed: Omit<RevocationListRecord, "updatedAt">,
) {
  const record = { ...changed, updatedAt: now };
  await tx.revocationLists.update(record);
  return { crl: crlShape(record) };
}

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_GetCrl.html, and so the others. */
export const crlOperations: readonly Operation[] = [
  importCrl,
  updateCrl,
  rolesAnywhere.read("GetCrl", {
    on: crl,
    perform: async ({ target }) => ({ crl: crlShape(target) }),
  }),
  rolesAnywhere.read("ListCrls", {
    on: anything,
    async perform({ call }) {
      const { items, marks } = await listResources(call, {
        list: ({ accountId, region }, page) => call.tx.revocationLists.list(accountId, region, page),
        show: crlShape,
      });
      return { crls: items, ...marks };
    },
  }),
  rolesAnywhere.write("EnableCrl", {
    on: crl,
    perform: ({ call, target }) => change(call, { ...target, isEnabled: true }),
  }),
  rolesAnywhere.write("DisableCrl", {
    on: crl,
    perform: ({ call, target }) => change(call, { ...target, isEnabled: false }),
  }),
  rolesAnywhere.write("DeleteCrl", {
    on: crl,
    perform: async ({ call: { tx }, target }) => {
      await tx.revocationLists.delete(target.id);
      return { crl: crlShape(target) };
    },
  }),
];
