import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADMIN } from "../installation/seed.ts";
import {
  withoutTerraform as skip,
  type TerraformFolder,
  terraformFolder,
} from "../installation/terraform.ts";
import { authority, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** Terraform with all that its AWS provider knows of IAM Roles Anywhere: apply, plan without drift, update, destroy. */
let stage: RolesAnywhereStage;
let terraform: TerraformFolder;
before(async () => {
  stage = await startRolesAnywhereStage();
  terraform = terraformFolder(stage.installation, ["roles-anywhere.tf"], ADMIN);
  terraform.write("authority.pem", authority());
});
after(async () => {
  terraform?.remove();
  await stage?.stop();
});

async function made() {
  const { trustAnchors: [trustAnchor] = [] } = await stage.ask("ListTrustAnchors", {});
  const { profiles: [profile] = [] } = await stage.ask("ListProfiles", {});
  return { trustAnchor, profile };
}

test("apply: a trust anchor and a profile", { skip }, async () => {
  await terraform.run("init", "-input=false");
  await terraform.run("apply", "-input=false", "-auto-approve");
  const { trustAnchor, profile } = await made();
  assert.deepEqual([trustAnchor?.name, trustAnchor?.enabled], ["company-blue", true]);
  assert.deepEqual(
    [profile?.name, profile?.enabled, profile?.durationSeconds],
    ["machines-blue", true, 7200],
  );
});

test("update, and a plan that finds no drift", { skip }, async () => {
  const changed = ["-var", "team=green"];
  await terraform.run("apply", "-input=false", "-auto-approve", ...changed);
  const { trustAnchor, profile } = await made();
  assert.deepEqual([trustAnchor?.name, trustAnchor?.enabled], ["company-green", false]);
  assert.deepEqual([profile?.name, profile?.enabled], ["machines-green", false]);
  const code = await terraform.run("plan", "-input=false", "-detailed-exitcode", ...changed);
  assert.equal(code, 0, "the plan finds drift");
});

test("destroy", { skip }, async () => {
  await terraform.run("destroy", "-input=false", "-auto-approve", "-var", "team=green");
  assert.deepEqual(await made(), { trustAnchor: undefined, profile: undefined });
  assert.deepEqual(stage.installation.errors, []);
});
