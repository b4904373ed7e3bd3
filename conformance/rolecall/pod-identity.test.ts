/** EKS Pod Identity from a cluster's registration to AWS's clients in a pod, and what strangers try. */
import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type RunningCommand, spawnCommand } from "../delivery/rolecall-child.ts";
import { clientsOf } from "../installation/clients.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const PODS = "pods.eks.amazonaws.com";
const SCRIPT = fileURLToPath(new URL("../delivery/clients.py", import.meta.url));
const arnOf = (cluster: string) => `arn:aws:eks:us-east-1:${ACCOUNT}:cluster/${cluster}`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const trust = (more: object = {}, Action: unknown = ["sts:AssumeRole", "sts:TagSession"]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: PODS }, Action, ...more }],
});
const inNamespace = { Condition: { StringEquals: { "aws:RequestTag/kubernetes-namespace": "shop" } } };
const ownTag = {
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: "iam:ListRoles",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalTag/kubernetes-service-account": "web" } },
  },
};

const keysOf = (name: string) => ({ name, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) });
const BLUE = keysOf("blue");
const GREEN = keysOf("green");
const issuerOf = (cluster: string) => `https://kubernetes.${cluster}.svc`;

let installation: TestInstallation;
let agent: RunningCommand;
let endpoint: string;
let folder: string;
const associations = new Map<string, string>();

before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      roles: [
        { name: "Shop", trust: trust(inNamespace), inlinePolicies: { Own: ownTag } },
        { name: "Untagged", trust: trust({}, "sts:AssumeRole") },
        { name: "Other", trust: trust({ Principal: { Service: "ec2.amazonaws.com" } }) },
      ],
    }),
  );
  for (const { name, publicKey } of [BLUE, GREEN]) {
    const KeySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: name }] });
    const input = { ClusterName: name, IssuerUrl: issuerOf(name), KeySet };
    await callRolecall(installation, "RegisterCluster", input, ADMIN);
  }
  await associate("web", "Shop");
  await associate("plain", "Untagged");
  await associate("quiet", "Untagged", { DisableSessionTags: true });
  await associate("closed", "Other");
  folder = mkdtempSync(join(tmpdir(), "rolecall-pod-"));
  const args = ["--endpoint", installation.endpoint, "--pod-identity", arnOf("blue"), "--port", "0"];
  agent = spawnCommand(["metadata", ...args]);
  endpoint = (await agent.until(/listens on (\S+)/))[1] ?? "";
});
after(async () => {
  agent?.child.kill("SIGTERM");
  await agent?.ended;
  rmSync(folder, { recursive: true, force: true });
  await installation?.stop();
});

async function associate(ServiceAccount: string, role: string, more: object = {}): Promise<void> {
  const named = { ClusterName: "blue", Namespace: "shop", ServiceAccount, RoleArn: roleArn(role) };
  const created = await callRolecall(
    installation,
    "CreatePodIdentityAssociation",
    { ...named, ...more },
    ADMIN,
  );
  associations.set(ServiceAccount, created.Association.AssociationId);
}

interface Forged {
  readonly key?: KeyObject;
  readonly claims?: object;
  readonly namespace?: string;
}

/** As Kubernetes projects it into a pod. */
function tokenOf(
  serviceAccount: string,
  { key = BLUE.privateKey, claims, namespace = "shop" }: Forged = {},
): string {
  const now = Math.floor((Date.now() + installation.clockOffsetMs()) / 1000);
  const payload = {
    iss: issuerOf("blue"),
    sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
    aud: [PODS],
    iat: now - 5,
    nbf: now - 5,
    exp: now + 3600,
    "kubernetes.io": {
      namespace,
      pod: { name: "web-0", uid: "8f1d3b5e-0000-4000-8000-000000000001" },
      serviceaccount: { name: serviceAccount, uid: "8f1d3b5e-0000-4000-8000-000000000002" },
    },
    ...claims,
  };
  const kid = key === GREEN.privateKey ? "green" : "blue";
  const parts = [{ alg: "ES256", kid }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const text = parts.join(".");
  const signature = sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

const assume = (Token: string, ClusterArn = arnOf("blue")) =>
  callRolecall(installation, "AssumeRoleForPodIdentity", { ClusterArn, Token });

test("a pod's token is exchanged for six hours of its role, with the six tags, which are transitive", async () => {
  const answer = await assume(tokenOf("web"));
  assert.deepEqual(answer.Subject, { Namespace: "shop", ServiceAccount: "web" });
  assert.equal(answer.Audience, PODS);
  const id = associations.get("web") ?? "";
  assert.match(id, /^a-[0-9a-z]{17}$/);
  assert.deepEqual(answer.PodIdentityAssociation, {
    AssociationArn: `arn:aws:eks:us-east-1:${ACCOUNT}:podidentityassociation/blue/${id}`,
    AssociationId: id,
  });
  const [, , name = ""] = answer.AssumedRoleUser.Arn.split("/");
  assert.match(name, /^eks-blue-web-0-[0-9a-f-]{36}$/);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
  const left = Number(Expiration) - (Date.now() + installation.clockOffsetMs()) / 1000;
  assert.ok(left > 21_500 && left <= 21_600, String(left));
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const { Arn } = await clientsOf(installation, keys).sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, answer.AssumedRoleUser.Arn);
});

test("tags are asked of the trust policy, and left out where the association says so", async () => {
  await assert.rejects(assume(tokenOf("plain")), { name: "AccessDeniedException" });
  const answer = await assume(tokenOf("quiet"));
  assert.match(answer.AssumedRoleUser.Arn, /assumed-role\/Untagged\/eks-blue-/);
  await assert.rejects(assume(tokenOf("closed")), { name: "AccessDeniedException" });
});

test("what is no token of a pod of this cluster is refused, and tells strangers nothing", async () => {
  const invalid = { name: "InvalidTokenException", message: "The token included in the request is invalid." };
  const noPod = { "kubernetes.io": { namespace: "shop", serviceaccount: { name: "web" } } };
  const own = tokenOf("web");
  const [head = "", body = "", signature = ""] = own.split(".");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  const wrong: Readonly<Record<string, readonly [string, string?]>> = {
    "another cluster's key": [tokenOf("web", { key: GREEN.privateKey })],
    "another cluster's token": [
      tokenOf("web", { key: GREEN.privateKey, claims: { iss: issuerOf("green") } }),
    ],
    "a token for another cluster": [own, arnOf("green")],
    "a cluster that is not there": [own, arnOf("red")],
    "another account's cluster": [own, arnOf("blue").replace(ACCOUNT, "222222222222")],
    "no cluster's ARN": [own, roleArn("Shop")],
    "another audience": [tokenOf("web", { claims: { aud: ["sts.amazonaws.com"] } })],
    "two audiences": [tokenOf("web", { claims: { aud: [PODS, "sts.amazonaws.com"] } })],
    "another issuer": [tokenOf("web", { claims: { iss: issuerOf("green") } })],
    "no pod": [tokenOf("web", { claims: noPod })],
    "another's subject": [tokenOf("other", { claims: { sub: "system:serviceaccount:shop:web" } })],
    "a key made by nobody": [tokenOf("web", { key: keysOf("fork").privateKey })],
    "no signature": [`${head}.${body}.`],
    "the algorithm none": [`${none}.${body}.`],
    "a signature of something else": [`${head}.${tokenOf("plain").split(".")[1]}.${signature}`],
  };
  for (const [what, [token, arn]] of Object.entries(wrong))
    await assert.rejects(assume(token, arn), invalid, what);
  const ended = tokenOf("web", { claims: { iat: 1_700_000_000, nbf: 1_700_000_000, exp: 1_700_000_600 } });
  await assert.rejects(assume(ended), { name: "ExpiredTokenException" });
  for (const token of [tokenOf("web", { namespace: "other" }), tokenOf("nobody")])
    await assert.rejects(assume(token), { name: "ResourceNotFoundException" });
});

const variables = (token: string) => {
  writeFileSync(join(folder, "token"), token);
  return {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/v1/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "token"),
  };
};

test("JavaScript's client finds the role with two variables, and policies see the pod", async () => {
  const kept = { ...process.env };
  const empty = { AWS_SHARED_CREDENTIALS_FILE: "/dev/null", AWS_CONFIG_FILE: "/dev/null" };
  Object.assign(process.env, variables(tokenOf("web")), empty);
  try {
    const sts = new STSClient({ endpoint: installation.endpoint, region: "us-east-1" });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    assert.match(Arn ?? "", /assumed-role\/Shop\/eks-blue-web-0-/);
    const keys = await sts.config.credentials();
    const { ListRolesCommand } = await import("@aws-sdk/client-iam");
    const { Roles } = await clientsOf(installation, keys as never).iam.send(new ListRolesCommand({}));
    assert.ok((Roles?.length ?? 0) >= 3);
  } finally {
    process.env = kept;
  }
});

test("botocore finds it as well", { skip: missingClient("python3", "-cimport botocore") }, async () => {
  const environment = {
    ...variables(tokenOf("web")),
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ENDPOINT_URL_STS: installation.endpoint,
  };
  const { stdout, stderr } = await runClient("python3", { args: [SCRIPT, "1", "0"], environment });
  assert.notEqual(stdout, "", stderr);
  const { method, arn } = JSON.parse(stdout);
  assert.equal(method, "container-role");
  assert.match(arn, /assumed-role\/Shop\/eks-blue-web-0-/);
});

const ask = (token: string, path = "/v1/credentials") =>
  fetch(`${endpoint}${path}`, { headers: token === "" ? {} : { authorization: token } });

test("the agent answers as EKS's: one session for all who show a token, and the server's errors with its status", async () => {
  const token = tokenOf("web");
  const answers = await Promise.all(Array.from({ length: 20 }, async () => (await ask(token)).json()));
  const keys = new Set(answers.map(({ AccessKeyId }) => AccessKeyId));
  assert.equal(keys.size, 1);
  assert.equal(answers[0].AccountId, ACCOUNT);
  const refused = async (sent: string, path?: string) => {
    const answer = await ask(sent, path);
    return [answer.status, await answer.text()] as const;
  };
  assert.equal((await refused(""))[0], 400);
  assert.equal((await refused(token, "/latest/meta-data"))[0], 404);
  const [status, text] = await refused(tokenOf("nobody"));
  assert.equal(status, 404);
  assert.match(text, /\(ResourceNotFoundException\): .*, fault: client/);
  assert.match((await refused(tokenOf("web", { key: GREEN.privateKey })))[1], /\(InvalidTokenException\)/);
});

test("an association, a trust policy and a cluster that are taken away count at the next request", async () => {
  const token = tokenOf("quiet");
  await assume(token);
  const { iam } = clientsOf(installation, ADMIN);
  const PolicyDocument = JSON.stringify(trust({ Principal: { Service: "ec2.amazonaws.com" } }));
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "Untagged", PolicyDocument }));
  await assert.rejects(assume(token), { name: "AccessDeniedException" });
  const one = { ClusterName: "blue", AssociationId: associations.get("quiet") ?? "" };
  await callRolecall(
    installation,
    "UpdatePodIdentityAssociation",
    { ...one, RoleArn: roleArn("Shop"), DisableSessionTags: false },
    ADMIN,
  );
  assert.match((await assume(token)).AssumedRoleUser.Arn, /assumed-role\/Shop\//);
  await callRolecall(installation, "DeletePodIdentityAssociation", one, ADMIN);
  await assert.rejects(assume(token), { name: "ResourceNotFoundException" });
  await callRolecall(installation, "DeregisterCluster", { ClusterName: "blue" }, ADMIN);
  await assert.rejects(assume(tokenOf("web")), { name: "InvalidTokenException" });
  const gone = { ClusterName: "blue", AssociationId: associations.get("web") ?? "" };
  await assert.rejects(callRolecall(installation, "GetPodIdentityAssociation", gone, ADMIN), {
    name: "ResourceNotFoundException",
  });
});
