import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN } from "../installation/seed.ts";
import { type Ask, authority, newCrl, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** What an account has in one region is not there in another; every list, page by page. */

let stage: RolesAnywhereStage;
let [virginia, frankfurt]: Ask[] = [];
const source = {
  sourceType: "CERTIFICATE_BUNDLE",
  sourceData: { x509CertificateData: authority() },
} as const;
before(async () => {
  stage = await startRolesAnywhereStage(["--quota", "rolesanywhere.TrustAnchors=3"]);
  [virginia, frankfurt] = [stage.ask, stage.as(ADMIN, "eu-central-1")];
});
after(() => stage?.stop());

test("a trust anchor, its ARN, its tags and the quota are the region's", async () => {
  assert.ok(virginia && frankfurt);
  const made = [];
  for (let count = 0; count < 3; count++) {
    const { trustAnchor } = await virginia("CreateTrustAnchor", { name: "a", source, enabled: true });
    made.push(trustAnchor);
  }
  const full = virginia("CreateTrustAnchor", { name: "a", source });
  const message = "Cannot exceed quota for TrustAnchors: 3";
  await assertRefused(full, { code: "ValidationException", status: 400, message });
  const [first] = made;
  const trustAnchorId = first?.trustAnchorId ?? "";
  const missing = { code: "ResourceNotFoundException", status: 404 };
  await assertRefused(frankfurt("GetTrustAnchor", { trustAnchorId }), missing);
  await assertRefused(frankfurt("DeleteTrustAnchor", { trustAnchorId }), missing);
  const resourceArn = first?.trustAnchorArn ?? "";
  await assertRefused(frankfurt("ListTagsForResource", { resourceArn }), missing);
  const crl = { name: "a", crlData: newCrl(), trustAnchorArn: resourceArn };
  await assertRefused(frankfurt("ImportCrl", crl), { code: "ValidationException", status: 400 });
  const elsewhere = await frankfurt("CreateTrustAnchor", { name: "a", source });
  assert.match(
    elsewhere.trustAnchor.trustAnchorArn ?? "",
    /^arn:aws:rolesanywhere:eu-central-1:111111111111:/,
  );
  assert.equal((await frankfurt("ListTrustAnchors", {})).trustAnchors?.length, 1);
});

interface Listed {
  readonly items: readonly (string | undefined)[];
  readonly nextToken: string | undefined;
}

type List = (ask: Ask, input: { pageSize?: number; nextToken?: string }) => Promise<Listed>;

const LISTS: Readonly<Record<string, List>> = {
  async ListTrustAnchors(ask, input) {
    const { trustAnchors = [], nextToken } = await ask("ListTrustAnchors", input);
    return { items: trustAnchors.map(({ trustAnchorId }) => trustAnchorId), nextToken };
  },
  async ListProfiles(ask, input) {
    const { profiles = [], nextToken } = await ask("ListProfiles", input);
    return { items: profiles.map(({ profileId }) => profileId), nextToken };
  },
  async ListCrls(ask, input) {
    const { crls = [], nextToken } = await ask("ListCrls", input);
    return { items: crls.map(({ crlId }) => crlId), nextToken };
  },
};

test("every list goes page by page to its end; a token is good for its own list and region alone", async () => {
  assert.ok(virginia && frankfurt);
  for (let count = 0; count < 3; count++) await virginia("CreateProfile", { name: "a", roleArns: [] });
  const { trustAnchors = [] } = await virginia("ListTrustAnchors", {});
  for (const { trustAnchorArn = "" } of trustAnchors)
    await virginia("ImportCrl", { name: "a", crlData: newCrl(), trustAnchorArn });
  const tokens: Record<string, string> = {};
  for (const [name, list] of Object.entries(LISTS)) {
    const whole = await list(virginia, {});
    assert.deepEqual([whole.items.length, whole.nextToken], [3, undefined], name);
    assert.deepEqual(whole.items, whole.items.toSorted());
    const paged: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await list(virginia, { pageSize: 2, ...(nextToken !== undefined && { nextToken }) });
      paged.push(...page.items);
      nextToken = page.nextToken;
      tokens[name] = nextToken ?? tokens[name] ?? "";
    } while (nextToken !== undefined);
    assert.deepEqual(paged, whole.items);
  }
  const refusal = { code: "ValidationException", status: 400, message: "The pagination token is not valid." };
  for (const [name, list] of Object.entries(LISTS)) {
    for (const [of, token] of Object.entries(tokens))
      if (of !== name) await assertRefused(list(virginia, { nextToken: token }), refusal);
    await assertRefused(list(frankfurt, { nextToken: tokens[name] ?? "" }), refusal);
    await assertRefused(list(virginia, { nextToken: `${tokens[name]}A` }), refusal);
    await list(virginia, { nextToken: tokens[name] ?? "" });
  }
});
