/** An authenticator in software, as a browser would speak to it: one key on P-256 a credential, a counter that rises. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

interface Options {
  readonly origin: string;
  readonly verifiesUser?: boolean;
  /** Whether it keeps whose a credential is. */
  readonly keepsUser?: boolean;
}

export interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

/** What may be wrong with an answer. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly signCount?: number;
  readonly isVerified?: boolean;
  readonly isPresent?: boolean;
  readonly format?: string;
  readonly certificates?: boolean;
}

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

export class SoftwareAuthenticator {
  readonly #options: Options;
  readonly #id = randomBytes(32);
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  #userHandle: string | undefined;
  #signCount = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  get credentialId(): string {
    return this.#id.toString("base64url");
  }

  create(asked: Asked, twist: Twist = {}) {
    this.#userHandle = this.#options.keepsUser ? asked.user?.id : undefined;
    const clientData = this.#clientData("webauthn.create", asked, twist);
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, 32]),
      this.#id,
      coseKey(this.#keys.publicKey),
    ]);
    const authData = this.#authenticatorData(asked.rp?.id ?? "", twist, attested);
    const statement = twist.certificates
      ? { alg: -7, sig: Buffer.alloc(8), x5c: [Buffer.from("certificate")] }
      : {};
    const attestation = cbor({ fmt: twist.format ?? "none", attStmt: statement, authData });
    return this.#credential({
      clientDataJSON: clientData.toString("base64url"),
      attestationObject: attestation.toString("base64url"),
      transports: ["internal", "usb", "unheard-of"],
    });
  }

  get(asked: Asked, twist: Twist = {}) {
    this.#signCount++;
    const clientData = this.#clientData("webauthn.get", asked, twist);
    const authData = this.#authenticatorData(asked.rpId ?? "", twist);
    const signature = sign("sha256", Buffer.concat([authData, digest(clientData)]), this.#keys.privateKey);
    return this.#credential({
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authData.toString("base64url"),
      signature: signature.toString("base64url"),
      ...(this.#userHandle !== undefined && { userHandle: this.#userHandle }),
    });
  }

  #credential<Response>(response: Response) {
    const id = this.credentialId;
    return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  }

  #clientData(type: string, asked: Asked, twist: Twist): Buffer {
    const { origin } = this.#options;
    const { challenge } = asked;
    return Buffer.from(
      JSON.stringify({ type, challenge, origin, crossOrigin: false, ...clientTwist(twist) }),
    );
  }

  #authenticatorData(rpId: string, twist: Twist, attested = Buffer.alloc(0)): Buffer {
    const isVerified = twist.isVerified ?? this.#options.verifiesUser ?? true;
    const flags =
      (twist.isPresent === false ? 0 : FLAGS.present) |
      (isVerified ? FLAGS.verified : 0) |
      (attested.length > 0 ? FLAGS.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(twist.signCount ?? this.#signCount);
    return Buffer.concat([digest(Buffer.from(twist.rpId ?? rpId)), Buffer.from([flags]), count, attested]);
  }
}

function clientTwist({ origin, challenge, type, crossOrigin }: Twist) {
  return Object.fromEntries(
    Object.entries({ origin, challenge, type, crossOrigin }).filter(([, value]) => value !== undefined),
  );
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** RFC 9053, 7.1: an EC2 key for ES256. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (text: string) => cbor(Buffer.from(text, "base64url"));
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(x),
    Buffer.from([0x22]),
    bytes(y),
  ]);
}

/** As much of RFC 8949 as an attestation needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = Object.entries(value as object);
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([name, each]) => [cbor(name), cbor(each)]),
  ]);
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
