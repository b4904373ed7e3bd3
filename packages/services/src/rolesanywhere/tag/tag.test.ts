import assert from "node:assert/strict";
import { test } from "node:test";
import { certificateSubjectId } from "@rolecall/operations";
import {
  asUserWith,
  h,
  newAnchor,
  newCrl,
  newProfile,
  openForEachTest,
} from "../rolesanywhere.test-support.ts";

openForEachTest();

const tag = (key: string, value = "x") => ({ key, value });
const tagsOf = async (resourceArn: string) =>
  (await h.ask(h.root, "ListTagsForResource", { resourceArn })).tags;

async function oneOfEach() {
  const anchor = await newAnchor({ tags: [tag("made")] });
  const { trustAnchorArn } = anchor;
  const { profileArn = "" } = await newProfile({ tags: [tag("made")] });
  const crl = { name: "a", crlData: newCrl(), trustAnchorArn, tags: [tag("made")] };
  const { crlArn = "" } = (await h.ask(h.root, "ImportCrl", crl)).crl;
  const named = { accountId: h.accountId, region: "us-east-1", x509Subject: "CN=a" };
  const id = certificateSubjectId(named);
  const certificate = { serialNumber: "5", issuer: "CN=b", certificate: "PEM", seenAt: 1, hasFailed: false };
  await h.store.write((tx) => tx.certificateSubjects.record([{ id, ...named, certificate }]));
  const subjectArn = `arn:aws:rolesanywhere:us-east-1:${h.accountId}:subject/${id}`;
  await h.ask(h.root, "TagResource", { resourceArn: subjectArn, tags: [tag("made")] });
  return [trustAnchorArn, profileArn, crlArn, subjectArn];
}

test("trust anchors, profiles, revocation lists and subjects have tags", async () => {
  for (const resourceArn of await oneOfEach()) {
    assert.deepEqual(await tagsOf(resourceArn), [tag("made")], resourceArn);
    await h.ask(h.root, "TagResource", { resourceArn, tags: [tag("b"), tag("made", "y"), tag("Made")] });
    assert.deepEqual(await tagsOf(resourceArn), [tag("Made"), tag("b"), tag("made", "y")]);
    await h.ask(h.root, "UntagResource", { resourceArn, tagKeys: ["Made", "none", "b"] });
    assert.deepEqual(await tagsOf(resourceArn), [tag("made", "y")]);
  }
});

test("tags are few, each once, and none of them AWS's", async () => {
  const { trustAnchorArn: resourceArn } = await newAnchor();
  const many = Array.from({ length: 200 }, (_, number) => tag(`k${number}`));
  await h.ask(h.root, "TagResource", { resourceArn, tags: many });
  const put = (...tags: readonly ReturnType<typeof tag>[]) =>
    h.ask(h.root, "TagResource", { resourceArn, tags });
  await put(tag("k7", "again"));
  await assert.rejects(put(tag("more")), { code: "TooManyTagsException" });
  await assert.rejects(put(tag("aws:x")), { code: "ValidationException", message: /reserved/ });
  await assert.rejects(put(tag("a"), tag("a")), { code: "ValidationException", message: /same key/ });
  await assert.rejects(newAnchor({ tags: [tag("a"), tag("a")] }), { code: "ValidationException" });
});

test("what is not there has no tags, and what is no ARN of a resource is refused", async () => {
  const { trustAnchorArn } = await newAnchor();
  for (const [resourceArn, code] of [
    [trustAnchorArn.replace("us-east-1", "us-east-2"), "ResourceNotFoundException"],
    [trustAnchorArn.replace("trust-anchor", "profile"), "ResourceNotFoundException"],
    ["arn:aws:iam::111111111111:role/a", "ValidationException"],
    ["x", "ValidationException"],
  ] as const) {
    await assert.rejects(tagsOf(resourceArn), { code }, resourceArn);
    await assert.rejects(h.ask(h.root, "TagResource", { resourceArn, tags: [] }), { code }, resourceArn);
    await assert.rejects(h.ask(h.root, "UntagResource", { resourceArn, tagKeys: [] }), { code }, resourceArn);
  }
  const stranger = await h.addAccount("222222222222");
  const others = h.ask(stranger, "TagResource", { resourceArn: trustAnchorArn, tags: [] });
  await assert.rejects(others, { code: "AccessDenied" });
});

test("who makes something with tags needs the permission to tag what is to be", async () => {
  const make = { Action: "rolesanywhere:CreateProfile" };
  const team = { StringEquals: { "aws:RequestTag/team": "a" } };
  const ann = await asUserWith("ann", make);
  const everyProfile = `arn:aws:rolesanywhere:us-east-1:${h.accountId}:profile/*`;
  const tagging = { Action: "rolesanywhere:TagResource", Resource: everyProfile, Condition: team };
  const bob = await asUserWith("bob", make, tagging);
  const input = { name: "a", roleArns: [], tags: [tag("team", "a")] };
  await assert.rejects(h.ask(ann, "CreateProfile", input), { message: /perform: rolesanywhere:TagResource/ });
  await h.ask(ann, "CreateProfile", { ...input, tags: [] });
  await h.ask(bob, "CreateProfile", input);
  await assert.rejects(h.ask(bob, "CreateProfile", { ...input, tags: [tag("team", "b")] }), {
    message: /perform: rolesanywhere:TagResource/,
  });
});
