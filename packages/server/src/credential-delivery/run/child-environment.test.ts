import assert from "node:assert/strict";
import { test } from "node:test";
import { childEnvironment } from "./child-environment.ts";

const CHILD = {
  credentialsUri: "http://127.0.0.1:40123/credentials",
  authorizationToken: "of-the-child",
  endpoint: "http://127.0.0.1:4566",
  region: "us-east-1",
};

test("neither the parent's credentials nor the keys of the installation reach a program", () => {
  const secrets = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SESSION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_BEARER_TOKEN_BEDROCK",
    "ROLECALL_MASTER_KEY",
    "ROLECALL_DATABASE",
    "ROLECALL_READ_DATABASE",
  ];
  const parent = { ...Object.fromEntries(secrets.map((name) => [name, `secret of ${name}`])), PATH: "/bin" };
  const environment = childEnvironment(parent, CHILD);
  assert.equal(environment.PATH, "/bin");
  assert.doesNotMatch(JSON.stringify(environment), /secret of/);
});
