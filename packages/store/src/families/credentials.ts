import type { AccessKeyReader, AccessKeyRecord, AccessKeyWriter } from "../records/access-key.ts";
import type {
  BrowserSessionReader,
  BrowserSessionRecord,
  BrowserSessionWriter,
} from "../records/browser-session.ts";
import type { LoginProfileReader, LoginProfileRecord, LoginProfileWriter } from "../records/login-profile.ts";
import type { MfaCodeUseReader, MfaCodeUseRecord, MfaCodeUseWriter } from "../records/mfa-code-use.ts";
import type { MfaDeviceReader, MfaDeviceRecord, MfaDeviceWriter } from "../records/mfa-device.ts";
import type {
  ServerCertificateReader,
  ServerCertificateRecord,
  ServerCertificateWriter,
} from "../records/server-certificate.ts";
import type {
  ServiceCredentialReader,
  ServiceCredentialRecord,
  ServiceCredentialWriter,
} from "../records/service-credential.ts";
import type { SignInTriesFamily } from "../records/sign-in-tries.ts";
import type {
  SigningCertificateReader,
  SigningCertificateRecord,
  SigningCertificateWriter,
} from "../records/signing-certificate.ts";
import type { SpentProofReader, SpentProofRecord, SpentProofWriter } from "../records/spent-proof.ts";
import type {
  SshPublicKeyReader,
  SshPublicKeyRecord,
  SshPublicKeyWriter,
} from "../records/ssh-public-key.ts";
import type { Family } from "./family.ts";

/** What principals prove themselves by. */
export interface CredentialFamilies {
  readonly accessKeys: Family<"accessKey", AccessKeyRecord, AccessKeyReader, AccessKeyWriter>;
  readonly loginProfiles: Family<never, LoginProfileRecord, LoginProfileReader, LoginProfileWriter>;
  readonly sshPublicKeys: Family<never, SshPublicKeyRecord, SshPublicKeyReader, SshPublicKeyWriter>;
  readonly signingCertificates: Family<
    never,
    SigningCertificateRecord,
    SigningCertificateReader,
    SigningCertificateWriter
  >;
  readonly serviceCredentials: Family<
    never,
    ServiceCredentialRecord,
    ServiceCredentialReader,
    ServiceCredentialWriter
  >;
  readonly serverCertificates: Family<
    "serverCertificate",
    ServerCertificateRecord,
    ServerCertificateReader,
    ServerCertificateWriter
  >;
  readonly mfaDevices: Family<never, MfaDeviceRecord, MfaDeviceReader, MfaDeviceWriter>;
  readonly mfaCodeUses: Family<never, MfaCodeUseRecord, MfaCodeUseReader, MfaCodeUseWriter>;
  readonly spentProofs: Family<never, SpentProofRecord, SpentProofReader, SpentProofWriter>;
  readonly signInTries: SignInTriesFamily;
  readonly browserSessions: Family<never, BrowserSessionRecord, BrowserSessionReader, BrowserSessionWriter>;
}
