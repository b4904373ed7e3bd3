/** Issuers that stand in for the providers of docs/how-to, with the claims and attributes that the providers' documentation tells. */
import { createIdp } from "../../packages/federation/src/saml/idp.test-support.ts";
import { createNamedIssuer, type NamedIssuer } from "../installation/named-issuer.ts";
import { download, respond, respondTwice, respondUnsigned } from "./saml-responses.ts";

/** What a reader of a page has of the provider. */
export interface Provider {
  readonly issuers?: readonly NamedIssuer[];
  /** What lies in the reader's folder: tokens that a job was given, responses that a browser posts. */
  readonly files?: Readonly<Record<string, string>>;
  /** The provider's programs, for `sh`. */
  readonly programs?: Readonly<Record<string, string>>;
}

const say = (text: string) => `cat <<'END'\n${text}\nEND`;

/** Source: GitHub Docs, "OpenID Connect reference". */
function gitHub(): Provider {
  const issuer = createNamedIssuer("https://token.actions.githubusercontent.com");
  const job = (sub: string, more: object = {}) =>
    issuer.sign({
      sub,
      aud: "sts.amazonaws.com",
      repository: "octo-org/shop",
      repository_id: "7401",
      repository_owner: "octo-org",
      repository_owner_id: "65",
      ref: "refs/heads/main",
      event_name: "push",
      workflow: "deploy",
      actor: "octocat",
      job_workflow_ref: "octo-org/shop/.github/workflows/deploy.yml@refs/heads/main",
      ...more,
    });
  const main = "repo:octo-org/shop:ref:refs/heads/main";
  return {
    issuers: [issuer],
    files: {
      "token.jwt": job(main),
      "pull-request.jwt": job("repo:octo-org/shop:pull_request", { event_name: "pull_request" }),
      "default-audience.jwt": job(main, { aud: "https://github.com/octo-org" }),
    },
  };
}

/** Source: GitLab Docs, "OpenID Connect (OIDC) Authentication Using ID Tokens". */
function gitLab(): Provider {
  const issuer = createNamedIssuer("https://gitlab.com");
  const job = (ref: string, more: object = {}) =>
    issuer.sign({
      sub: `project_path:octo-group/shop:ref_type:branch:ref:${ref}`,
      aud: "rolecall.example.com",
      namespace_id: "72",
      namespace_path: "octo-group",
      project_id: "20",
      project_path: "octo-group/shop",
      user_login: "ann",
      pipeline_source: "push",
      ref,
      ref_type: "branch",
      ref_protected: String(ref === "main"),
      runner_environment: "gitlab-hosted",
      ...more,
    });
  return {
    issuers: [issuer],
    files: {
      "token.jwt": job("main"),
      "feature.jwt": job("feature"),
      "other-audience.jwt": job("main", { aud: "https://gitlab.com" }),
    },
  };
}

/** Source: Google Cloud, "Verify the identity of instances"; the authorized party of a service account's token is its unique id. */
function google(): Provider {
  const issuer = createNamedIssuer("https://accounts.google.com");
  const account = "100018646976219416293";
  const token = (id: string) =>
    issuer.sign({
      sub: id,
      azp: id,
      aud: "https://rolecall.example.com",
      email: "worker@octo-project.iam.gserviceaccount.com",
      email_verified: true,
      google: { compute_engine: { instance_name: "worker-1", project_id: "octo-project" } },
    });
  return {
    issuers: [issuer],
    files: { "other-account.jwt": token("117000000000000000001") },
    programs: { curl: say(token(account)) },
  };
}

/** Source: Kubernetes, "Managing Service Accounts", bound tokens. */
function kubernetes(): Provider {
  const issuer = createNamedIssuer("https://oidc.cluster.example.com");
  const token = (name: string, audience: string) =>
    issuer.sign({
      sub: `system:serviceaccount:shop:${name}`,
      aud: [audience],
      "kubernetes.io": {
        namespace: "shop",
        serviceaccount: { name, uid: "14ee3fa4-a7e2-420f-9f9a-dbc4507c3798" },
      },
    });
  const own = "https://kubernetes.default.svc.cluster.local";
  return {
    issuers: [issuer],
    programs: {
      kubectl: `case "$*" in
*openid-configuration) echo '{"issuer":"${issuer.url}"}';;
*"token checkout"*--audience*) echo '${token("checkout", "sts.amazonaws.com")}';;
*"token checkout"*) echo '${token("checkout", own)}';;
*"token default"*) echo '${token("default", "sts.amazonaws.com")}';;
*) exit 1;;
esac`,
    },
  };
}

/** Source: Keycloak, Server Administration Guide, OIDC and SAML clients. */
function keycloak(): Provider {
  const realm = "https://id.example.com/realms/staff";
  const issuer = createNamedIssuer(realm);
  const idp = createIdp({ entityId: realm, now: Date.now });
  const token = (azp: string) =>
    issuer.sign({
      sub: "9e0b0c83-2f0a-4f0e-a7c3-2f2fd1c8a9d5",
      aud: azp,
      azp,
      typ: "ID",
      preferred_username: `service-account-${azp}`,
    });
  const pair = { role: "Staff", provider: "keycloak" };
  return {
    issuers: [issuer],
    files: {
      "other-client.jwt": token("wiki"),
      "response.b64": respond(idp, pair),
      "document-signed.b64": respondUnsigned(idp, pair),
      "two-role-attributes.b64": respondTwice(idp, pair),
    },
    programs: {
      curl: `case "$*" in
*saml/descriptor*) ${download(idp)}
;;
*) echo '{"access_token":"of no use here","id_token":"${token("robot")}"}';;
esac`,
    },
  };
}

const TENANT = "aaaabbbb-0000-cccc-1111-dddd2222eeee";

/** Source: Microsoft Learn, "Access token claims reference", "Tutorial: Microsoft Entra SSO integration with AWS Single-Account Access". */
function entraId(): Provider {
  const entityId = `https://sts.windows.net/${TENANT}/`;
  const issuer = createNamedIssuer(entityId);
  const idp = createIdp({ entityId, now: Date.now });
  const token = (oid: string) =>
    issuer.sign({
      sub: oid,
      oid,
      aud: "api://rolecall",
      appid: "00001111-aaaa-2222-bbbb-3333cccc4444",
      tid: TENANT,
      ver: "1.0",
    });
  const format = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
  const pair = { role: "Office", provider: "entra", format, audience: "https://signin.aws.amazon.com/saml" };
  return {
    issuers: [issuer],
    files: {
      "other-identity.jwt": token("ffffffff-6666-7777-8888-999999999999"),
      "response.b64": respond(idp, pair),
      "second-instance.b64": respond(idp, { ...pair, audience: "https://signin.aws.amazon.com/saml#2" }),
    },
    programs: { az: say(token("eeeeeeee-4444-5555-6666-777777777777")), curl: download(idp) },
  };
}

/** Source: Okta Developer, "OpenID Connect & OAuth 2.0 API"; Okta's application "AWS Account Federation". */
function okta(): Provider {
  const issuer = createNamedIssuer("https://example.okta.com/oauth2/default");
  const idp = createIdp({ entityId: "http://www.okta.com/exk1fcia6d6EMsf331d8", now: Date.now });
  const token = (aud: string) =>
    issuer.sign({
      sub: "00u1gyz3kXb2WmPqA5d7",
      aud,
      amr: ["pwd", "mfa"],
      idp: "00o1fciaUdJqZ9Gsx5d7",
      ver: 1,
    });
  const order = "provider first";
  return {
    issuers: [issuer],
    files: {
      "token.jwt": token("0oa1fcia6d6EMsf331d8"),
      "other-app.jwt": token("0oa9zzzz6d6EMsf331d8"),
      "response.b64": respond(idp, { role: "Support", provider: "OKTA", order }),
      "other-name.b64": respond(idp, { role: "Support", provider: "okta-prod", order }),
    },
    programs: { curl: download(idp) },
  };
}

export const PROVIDERS: Readonly<Record<string, () => Provider>> = {
  "entra-id": entraId,
  "github-actions": gitHub,
  gitlab: gitLab,
  google,
  keycloak,
  kubernetes,
  okta,
};
