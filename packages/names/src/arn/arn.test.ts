import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { toAccountId } from "../account-id.ts";
import { isArn, splitArn, toArn } from "./arn.ts";
import { formatArn, formatCollectionArn } from "./format-arn.ts";
import { ARN_FORMS, type ArnForm, type ArnParts, PART_PATTERNS } from "./forms.ts";
import { parseArn } from "./parse-arn.ts";

const accountId = toAccountId("111122223333");

const name = fc.stringMatching(/^[\w+=,.@-]{1,64}$/);
/** Those whose pattern allows more than such a part ever is. */
const NARROWER: Readonly<Record<string, fc.Arbitrary<string>>> = {
  path: fc.array(name, { maxLength: 3 }).map((steps) => ["", ...steps, ""].join("/")),
  name,
  userName: name,
  sessionName: name,
  location: fc.array(name, { minLength: 1, maxLength: 3 }).map((steps) => steps.join("/")),
};
const PARTS: Readonly<Record<string, fc.Arbitrary<string>>> = Object.fromEntries(
  Object.entries(PART_PATTERNS).map(([part, pattern]) => [
    part,
    NARROWER[part] ?? fc.stringMatching(new RegExp(`^${pattern}$`)),
  ]),
);
const FORMS = Object.keys(ARN_FORMS) as readonly ArnForm[];

/** A form with parts for it. */
const formWithParts = fc.constantFrom(...FORMS).chain((form) => {
  const names = [...ARN_FORMS[form].matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const parts = Object.fromEntries(names.map((part) => [part, PARTS[part]!]));
  return fc.record({ form: fc.constant(form), parts: fc.record(parts) });
});

describe("forms of ARN", () => {
  it("are read back as they were built", () => {
    fc.assert(
      fc.property(formWithParts, ({ form, parts }) => {
        const arn = formatArn(form, parts as never);
        assert.ok(isArn(arn));
        assert.deepEqual({ ...(parseArn(form, arn) as object) }, { ...parts }, arn);
      }),
    );
  });

  it("are told apart", () => {
    fc.assert(
      fc.property(formWithParts, ({ form, parts }) => {
        const arn = formatArn(form, parts as never);
        assert.deepEqual(
          FORMS.filter((other) => parseArn(other, arn) !== undefined),
          [form],
          arn,
        );
      }),
    );
  });

  it("are AWS's", () => {
    const bob = { accountId, path: "/division/", name: "Bob" };
    assert.equal(formatArn("user", bob), "arn:aws:iam::111122223333:user/division/Bob");
    assert.equal(formatArn("root", { accountId }), "arn:aws:iam::111122223333:root");
    assert.equal(
      formatArn("aws-policy", { path: "/job-function/", name: "Billing" }),
      "arn:aws:iam::aws:policy/job-function/Billing",
    );
    assert.equal(
      formatArn("assumed-role", { accountId, name: "R", sessionName: "s" }),
      "arn:aws:sts::111122223333:assumed-role/R/s",
    );
    assert.equal(
      formatArn("oidc-provider", { accountId, location: "oidc.example.com/a/b" }),
      "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/a/b",
    );
    assert.equal(
      formatArn("u2f", { accountId, userName: "Bob", name: "key" }),
      "arn:aws:iam::111122223333:u2f/user/Bob/key",
    );
    assert.equal(
      formatArn("root-u2f", { accountId, name: "key" }),
      "arn:aws:iam::111122223333:u2f/root-account/key",
    );
    const organizationId = "o-exampleorgid";
    assert.equal(
      formatArn("organizational-unit", {
        accountId,
        organizationId,
        unitId: "ou-examplerootid111-exampleouid111",
      }),
      "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-examplerootid111-exampleouid111",
    );
    assert.equal(
      formatArn("aws-organization-policy", {
        policyType: "service_control_policy",
        policyId: "p-FullAWSAccess",
      }),
      "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
    );
  });

  it("are of Rolecall's own partition, unless any is asked for", () => {
    const arn = "arn:aws-cn:iam::111122223333:role/a/R";
    assert.equal(parseArn("role", arn), undefined);
    const parts: ArnParts<"role"> | undefined = parseArn("role", arn, "any");
    assert.deepEqual({ ...parts }, { accountId, path: "/a/", name: "R" });
    assert.equal(formatArn("role", { accountId, path: "/a/", name: "R" }, "aws-cn"), arn);
  });

  it("refuse what is almost one", () => {
    for (const text of [
      "",
      "arn:aws:iam::11112222333:user/Bob",
      "arn:aws:iam::111122223333:user/",
      "arn:aws:iam::111122223333:user",
      "arn:aws:iam::111122223333:users/Bob",
      "arn:aws:iam:us-east-1:111122223333:user/Bob",
      "xarn:aws:iam::111122223333:user/Bob",
      "arn:aws:iam::111122223333:user/Bob/",
      "arn:aws:iam::111122223333:user/Bob\n/",
    ]) {
      assert.equal(parseArn("user", text), undefined, JSON.stringify(text));
    }
  });
});

it("what a list is authorized on is all of a kind under a path", () => {
  assert.equal(formatCollectionArn("user", { accountId }), "arn:aws:iam::111122223333:user/");
  assert.equal(
    formatCollectionArn("instance-profile", { accountId, pathPrefix: "/a/" }),
    "arn:aws:iam::111122223333:instance-profile/a/",
  );
});

describe("any ARN", () => {
  it("is split at its first five colons", () => {
    assert.deepEqual(splitArn("arn:aws:logs:eu-central-1:111122223333:log-group:a:*"), {
      partition: "aws",
      service: "logs",
      region: "eu-central-1",
      account: "111122223333",
      resource: "log-group:a:*",
    });
    assert.equal(splitArn("arn:aws:s3:::photos")?.account, "");
  });

  it("is asked for before it is believed", () => {
    assert.equal(toArn("arn:aws:s3:::photos"), "arn:aws:s3:::photos");
    for (const text of [
      "",
      "arn",
      "arn:aws:s3::",
      "arn:aws:s3:::",
      "arn::s3:::photos",
      " arn:aws:s3:::photos",
    ]) {
      assert.equal(isArn(text), false, text);
      assert.throws(() => toArn(text), RangeError);
    }
  });
});
