/** A company's authority, its machines, and how these ask for sessions: as AWS's helper does, over the wire. */
import { X509Certificate } from "node:crypto";
import { signByCertificate } from "@rolecall/sigv4";
import {
  type CertificatePlan,
  extension,
  newCertificate,
  newEcKeys,
  type TestKeys,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import {
  name,
  nameOf,
  sequence,
  tagged,
} from "../../packages/credentials/src/certificate/der.test-support.ts";
import type { TestInstallation } from "../installation/installation.ts";

export interface Holder {
  readonly subject: string;
  readonly keys: TestKeys;
  readonly pem: string;
}

type Plan = Partial<CertificatePlan>;

const SIGNS = { authority: 0x06, machine: 0x80 } as const;

function issue(kind: keyof typeof SIGNS, subject: string, plan: Plan): Holder {
  const keys = plan.keys ?? newEcKeys();
  const pem = newCertificate({
    subject,
    isAuthority: kind === "authority",
    keyUsage: SIGNS[kind],
    ...plan,
    keys,
    // Names of authorities are a common name here, and names of machines have more.
    ...(plan.signer !== undefined && { issuerName: name(plan.signer.subject) }),
  });
  return { subject, keys, pem };
}

export function newAuthority(subject: string, signer?: Holder, plan: Plan = {}): Holder {
  return issue("authority", subject, { ...(signer && { signer }), ...plan });
}

export interface MachineName {
  readonly commonName?: string;
  readonly units?: readonly string[];
  readonly hosts?: readonly string[];
  readonly uris?: readonly string[];
}

/** A machine's certificate, of organization Example. */
export function newMachine(signer: Holder, named: MachineName = {}, plan: Plan = {}): Holder {
  const { commonName, units = [], hosts = [], uris = [] } = named;
  const subjectName = nameOf([
    ["55040a", "Example"],
    ...units.map((unit) => ["55040b", unit] as const),
    ...(commonName === undefined ? [] : [["550403", commonName] as const]),
  ]);
  const alternatives = sequence(
    ...hosts.map((host) => tagged(0x82, Buffer.from(host))),
    ...uris.map((uri) => tagged(0x86, Buffer.from(uri))),
  );
  const extensions = hosts.length + uris.length > 0 ? [extension("551d11", alternatives, false)] : [];
  return issue("machine", commonName ?? "machine", { signer, subjectName, extensions, ...plan });
}

export interface SessionArns {
  readonly trustAnchorArn: string;
  readonly profileArn: string;
  readonly roleArn: string;
}

export interface AskOptions {
  readonly region?: string;
  readonly service?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly intermediates?: readonly Holder[];
  /** Where the ARNs stand. */
  readonly arnsIn?: "query" | "body";
  /** The request is signed with a clock that is so far off. */
  readonly clockOffMs?: number;
  /** Another key than the certificate's. */
  readonly keys?: TestKeys;
  /** The last chance to send something else than was signed. */
  readonly change?: (sent: SentSession) => SentSession;
}

/** Headers as they go on the wire, some of them more than once. */
export interface SentSession {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface AnsweredSession {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly body: SessionBody;
}

interface SessionBody {
  readonly message?: string;
  readonly subjectArn?: string;
  readonly credentialSet?: readonly {
    readonly assumedRoleUser: { readonly arn: string; readonly assumedRoleId: string };
    readonly credentials: {
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string;
      readonly expiration: string;
    };
    readonly packedPolicySize: number;
    readonly roleArn: string;
    readonly sourceIdentity?: string;
  }[];
}

/** `POST /sessions`, signed by a machine's key. */
export function signSession(
  at: TestInstallation,
  machine: Holder,
  arns: SessionArns,
  { region = "us-east-1", service = "rolesanywhere", arnsIn = "query", ...options }: AskOptions = {},
): SentSession {
  const { body: more = {}, intermediates = [], clockOffMs = 0, keys = machine.keys } = options;
  const certificate = new X509Certificate(machine.pem);
  const pairs = Object.entries(arns).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const rawQuery = arnsIn === "query" ? pairs.toSorted().join("&") : "";
  const body = JSON.stringify(arnsIn === "query" ? more : { ...arns, ...more });
  const headers = { host: new URL(at.endpoint).host, "content-type": "application/json" };
  const signed = signByCertificate(
    {
      method: "POST",
      rawPath: "/sessions",
      rawQuery,
      headers: { host: [headers.host], "content-type": [headers["content-type"]] },
      payload: Buffer.from(body),
    },
    {
      privateKey: keys.privateKey,
      leaf: certificate.raw,
      chain: intermediates.map(({ pem }) => new X509Certificate(pem).raw),
      serialNumber: BigInt(`0x${certificate.serialNumber}`).toString(),
      region,
      service,
      nowMs: Date.now() + at.clockOffsetMs() + clockOffMs,
    },
  );
  const url = `${at.endpoint}/sessions${rawQuery === "" ? "" : `?${rawQuery}`}`;
  return { url, headers: Object.entries({ ...headers, ...signed }), body };
}

export async function askForSession(
  at: TestInstallation,
  machine: Holder,
  arns: SessionArns,
  options: AskOptions = {},
): Promise<AnsweredSession> {
  const { change = (sent) => sent } = options;
  return sendSession(change(signSession(at, machine, arns, options)));
}

export async function sendSession({ url, headers, body }: SentSession): Promise<AnsweredSession> {
  const sent = new Headers();
  for (const [key, value] of headers) if (key !== "host") sent.append(key, value);
  const response = await fetch(url, { method: "POST", headers: sent, body });
  const answer = (await response.json()) as SessionBody;
  const code = response.headers.get("x-amzn-errortype") ?? undefined;
  return { status: response.status, code, message: answer.message, body: answer };
}
