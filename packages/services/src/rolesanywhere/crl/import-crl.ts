import type { ImportCrlRequest } from "@rolecall/contracts/rolesanywhere";
import { newUuid } from "@rolecall/credentials";
import { parseArn, toRolesAnywhereId } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND } from "@rolecall/operations";
import type { ReadTransaction, TrustAnchorRecord } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { invalid } from "../error.ts";
import { CRL, findResource, placeOf, TRUST_ANCHOR } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { madeWithTags } from "../tag/brings-tags.ts";
import { newTags } from "../tag/wire.ts";
import { trustAnchorArn } from "../trust-anchor/trust-anchor-shape.ts";
import { readCrlData } from "./crl-data.ts";
import { crlShape } from "./crl-shape.ts";

/** The contract declares no error for a trust anchor that is not there. @throws ValidationException */
async function namedAnchor(call: Call<unknown, ReadTransaction>, arn: string): Promise<TrustAnchorRecord> {
  const id = parseArn("trust-anchor", arn)?.uuid;
  const anchor = id === undefined ? undefined : await findResource(TRUST_ANCHOR, call, id);
  if (anchor === undefined || trustAnchorArn(anchor) !== arn)
    throw invalid(`There is no trust anchor ${arn} in this account and Region.`);
  return anchor;
}

/** Disabled, where nothing is said. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ImportCrl.html */
export const importCrl = rolesAnywhere.write("ImportCrl", {
  on: madeWithTags<ImportCrlRequest, undefined>(CRL, NOTHING_TO_FIND),
  prepare: async ({ input, env }) => ({ data: readCrlData(input.crlData), tags: newTags(input.tags, env) }),
  perform: async ({ call, prepared }) => {
    const { input, tx, env, now } = call;
    const anchor = await namedAnchor(call, input.trustAnchorArn);
    checkQuota(env, "CrlsPerTrustAnchor", await tx.revocationLists.countOfTrustAnchor(anchor.id));
    const record = {
      ...placeOf(call),
      ...prepared,
      id: toRolesAnywhereId("crl", newUuid(env.random)),
      trustAnchorId: anchor.id,
      name: input.name,
      isEnabled: input.enabled ?? false,
      createdAt: now,
      updatedAt: now,
    };
    await tx.revocationLists.insert(record);
    return { crl: crlShape(record) };
  },
});
