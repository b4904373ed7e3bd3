import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CredentialsRefused } from "../rotation/role-credentials.ts";
import {
  ask,
  DESCRIPTION,
  newToken,
  read,
  startTestInstance,
  type TestInstance,
  TOKEN,
} from "./instance.test-support.ts";

let instance: TestInstance;
before(async () => {
  instance = await startTestInstance();
});
after(async () => {
  await instance.stop();
  assert.deepEqual(instance.bugs, []);
});

const MINUTE_MS = 60_000;
const META = "/latest/meta-data";
const settle = () => new Promise((resolve) => setImmediate(resolve));
const status = async (path: string, at = instance) => (await read(at, path)).status;
const body = async (path: string, at = instance) => (await read(at, path)).body;

describe("lists", () => {
  test("have a name a line, a folder's with a slash, and no line feed at the end", async () => {
    assert.equal(await body("/latest/"), "dynamic/\nmeta-data/\nuser-data");
    assert.equal(await body(`${META}/placement/`), "availability-zone\nregion");
    assert.equal(await body(`${META}/iam/`), "info\nsecurity-credentials/\nsecurity-credentials-extended/");
    assert.equal(await body(`${META}/iam/security-credentials/`), "Web");
    assert.equal(await body(`${META}/iam/security-credentials-extended/`), "Web");
    assert.equal(await body(`${META}/tags/instance`), "Name\nteam");
    assert.equal(await body("/latest/dynamic/instance-identity/"), "document\npkcs7\nrsa2048\nsignature");
  });

  test("of the root are versions", async () => {
    const versions = (await body("/")).split("\n");
    assert.equal(versions[0], "1.0");
    assert.equal(versions.at(-1), "latest");
    for (const version of ["1.0", "2021-03-23"]) {
      assert.equal(await body(`/${version}/meta-data/instance-id`), DESCRIPTION.instanceId);
    }
    assert.equal(await status("/2021-03-24/meta-data/"), 404);
  });
});

describe("paths", () => {
  test("may have slashes at the end, double, or none behind a folder", async () => {
    for (const path of [
      `${META}/placement/availability-zone/`,
      `//latest//meta-data///placement/availability-zone`,
    ]) {
      assert.equal(await body(path), "eu-west-1a", path);
    }
    assert.equal(await body(`${META}/iam/security-credentials`), "Web");
    assert.match(await body(`${META}/iam/info/`), /"Code" : "Success"/);
  });

  test("of what is not there get 404 with EC2's page", async () => {
    for (const path of [
      "/late",
      "/latest/meta-dat",
      `${META}/instance-id/more`,
      `${META}/public-ipv4`,
      `${META}/spot/instance-action`,
      `${META}/iam/security-credentials/Other`,
      `${META}/tags/instance/none`,
      `${META}/${"x".repeat(2_000)}`,
      "/latest/api",
    ]) {
      const answer = await read(instance, path);
      assert.equal(answer.status, 404, path);
      assert.match(
        answer.body,
        /^<\?xml version="1.0" encoding="iso-8859-1"\?>[\s\S]*<h1>404 - Not Found<\/h1>/,
      );
      assert.equal(answer.headers["content-type"], "text/html");
    }
  });
});

test("items are what the instance is", async () => {
  const items = {
    "instance-id": "i-0123456789abcdef0",
    "placement/region": "eu-west-1",
    "local-ipv4": "10.0.0.7",
    hostname: "ip-10-0-0-7.eu-west-1.compute.internal",
    "tags/instance/Name": "web-1",
    "services/domain": "amazonaws.com",
    "services/partition": "aws",
    "instance-life-cycle": "on-demand",
    "events/maintenance/scheduled": "[]",
  };
  for (const [path, expected] of Object.entries(items)) assert.equal(await body(`${META}/${path}`), expected);
});

test("user data is raw bytes", async () => {
  const { bytes, headers } = await read(instance, "/latest/user-data");
  assert.deepEqual([...bytes], [0, 255, 10]);
  assert.deepEqual(
    [headers["content-type"], headers["accept-ranges"]],
    ["application/octet-stream", "bytes"],
  );
});

test("HEAD is GET without the body", async () => {
  const headers = { [TOKEN]: await newToken(instance) };
  const answer = await ask(instance, `${META}/instance-id`, { method: "HEAD", headers });
  assert.deepEqual([answer.status, answer.body, answer.headers["content-length"]], [200, "", "19"]);
  const posted = await ask(instance, `${META}/instance-id`, { method: "POST", headers });
  assert.deepEqual([posted.status, posted.headers.allow], [405, "GET, HEAD"]);
});

describe("credentials", () => {
  test("are EC2's document: text, two spaces, a space before the colon, times without a fraction", async () => {
    const { body: text, headers } = await read(instance, `${META}/iam/security-credentials/Web`);
    assert.equal(headers["content-type"], "text/plain");
    assert.equal(
      text,
      `{
  "Code" : "Success",
  "LastUpdated" : "2026-11-26T12:00:00Z",
  "Type" : "AWS-HMAC",
  "AccessKeyId" : "ASIA0000000000000001",
  "SecretAccessKey" : "secret-1",
  "Token" : "token-1",
  "Expiration" : "2026-11-26T18:00:00Z"
}`,
    );
    const extended = JSON.parse(await body(`${META}/iam/security-credentials-extended/Web`));
    assert.equal(extended.AccountId, "111111111111");
    assert.equal(extended.AccessKeyId, "ASIA0000000000000001", "the same session");
    assert.deepEqual(instance.deliveries, ["2.0"], "fetched before anybody asked, and once");
  });

  test("iam/info tells the profile", async () => {
    assert.deepEqual(JSON.parse(await body(`${META}/iam/info`)), {
      Code: "Success",
      LastUpdated: "2026-11-26T12:00:00Z",
      InstanceProfileArn: "arn:aws:iam::111111111111:instance-profile/Web",
      InstanceProfileId: "AIPAQAAAAAAAAAAAAAAAA",
    });
  });

  test("that the role's trust refuses are told without keys, by 200 and a code", async () => {
    const refused = await startTestInstance();
    try {
      refused.failure = new CredentialsRefused({
        code: "AccessDenied",
        message: "no",
        status: 403,
        atMs: refused.nowMs,
      });
      refused.nowMs += 46 * MINUTE_MS + 5 * 60 * MINUTE_MS;
      await read(refused, `${META}/iam/security-credentials/Web`);
      await settle();
      const answer = await read(refused, `${META}/iam/security-credentials/Web`);
      assert.equal(answer.status, 200);
      assert.deepEqual(Object.keys(JSON.parse(answer.body)), ["Code", "Message", "LastUpdated"]);
      assert.equal(JSON.parse(answer.body).Code, "AssumeRoleUnauthorizedAccess");
      assert.match(JSON.parse(answer.body).Message, /^EC2 cannot assume the role Web\./);
    } finally {
      await refused.stop();
    }
  });

  test("are kept while the server is away, and 503 says that there are none yet", async () => {
    const away = await startTestInstance();
    try {
      const path = `${META}/iam/security-credentials/Web`;
      const first = await body(path, away);
      away.failure = new Error("Nobody answers.");
      away.nowMs += 90 * MINUTE_MS;
      assert.equal(await body(path, away), first);
      away.nowMs += 5 * 60 * MINUTE_MS;
      assert.equal(await status(path, away), 503);
    } finally {
      await away.stop();
    }
  });
});

describe("an instance that changes", () => {
  async function startAndHear(change: (at: TestInstance) => void): Promise<TestInstance> {
    const changed = await startTestInstance();
    await body(`${META}/iam/security-credentials/Web`, changed);
    change(changed);
    changed.nowMs += MINUTE_MS;
    changed.agent.tick();
    await settle();
    return changed;
  }

  test("loses iam/ with its profile", async () => {
    const changed = await startAndHear((at) => {
      at.description = { ...DESCRIPTION, instanceProfile: undefined };
    });
    assert.equal(await status(`${META}/iam/`, changed), 404);
    assert.equal(await status(`${META}/iam/security-credentials/Web`, changed), 404);
    await changed.stop();
  });

  test("gets credentials of another role from now on", async () => {
    const changed = await startAndHear((at) => {
      at.description = {
        ...DESCRIPTION,
        instanceProfile: {
          arn: "arn:aws:iam::111111111111:instance-profile/Api",
          id: "AIPAB",
          roleName: "Api",
        },
      };
    });
    assert.equal(await body(`${META}/iam/security-credentials/`, changed), "Api");
    assert.equal(await status(`${META}/iam/security-credentials/Web`, changed), 404);
    assert.equal(JSON.parse(await body(`${META}/iam/security-credentials/Api`, changed)).Token, "token-2");
    await changed.stop();
  });

  test("gets new credentials when a revocation is heard of", async () => {
    const changed = await startAndHear((at) => {
      at.description = { ...DESCRIPTION, sessionsRevokedUpToMs: at.nowMs };
    });
    assert.equal(JSON.parse(await body(`${META}/iam/security-credentials/Web`, changed)).Token, "token-2");
    await changed.stop();
  });

  test("is refused everything with 403 while its endpoint is off", async () => {
    const off = await startTestInstance();
    const token = await newToken(off);
    off.description = { ...DESCRIPTION, options: { ...DESCRIPTION.options, isEnabled: false } };
    assert.equal((await ask(off, `${META}/instance-id`, { headers: { [TOKEN]: token } })).status, 403);
    await assert.rejects(newToken(off), /403/);
    await off.stop();
  });

  test("may have a profile without a role, one that is missing, no tags and no user data", async () => {
    const { instanceProfile: profile } = DESCRIPTION;
    const without = await startTestInstance({
      description: {
        ...DESCRIPTION,
        tags: undefined,
        userData: undefined,
        instanceProfile: { arn: profile?.arn ?? "", id: "AIPA" },
      },
    });
    assert.match(
      JSON.parse(await body(`${META}/iam/info`, without)).Message,
      /^Instance Profile does not contain a role/,
    );
    assert.equal(await body(`${META}/iam/`, without), "info");
    assert.equal(await status(`${META}/tags/instance/`, without), 404);
    assert.equal(await status("/latest/user-data", without), 404);
    assert.equal(await body("/latest/", without), "dynamic/\nmeta-data/");
    await without.stop();
    const missing = await startTestInstance({
      description: { ...DESCRIPTION, instanceProfile: { arn: "", id: "", isMissing: true, roleName: "Web" } },
    });
    assert.equal(JSON.parse(await body(`${META}/iam/info`, missing)).Code, "InstanceProfileNotFound");
    assert.equal(await status(`${META}/iam/security-credentials/`, missing), 404);
    await missing.stop();
  });
});
