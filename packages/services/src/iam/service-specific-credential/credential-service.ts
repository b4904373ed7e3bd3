/**
 * The services that take credentials of their own, and what those look like. Source: IAM API Reference,
 * CreateServiceSpecificCredential; IAM User Guide, "API keys for AWS services"; names and prefixes as recorded.
 */
import { iamError, validationError } from "../error.ts";

/** A user name with a password, or one text that has both in it. */
export type CredentialForm =
  | { readonly kind: "password" }
  | {
      readonly kind: "apiKey";
      /** `ABSK` */
      readonly prefix: string;
    };

export interface CredentialService {
  /** In lower case, as answers tell it: `codecommit.amazonaws.com` */
  readonly name: string;
  readonly form: CredentialForm;
}

const PASSWORD: CredentialForm = { kind: "password" };
const FORMS: ReadonlyMap<string, CredentialForm> = new Map<string, CredentialForm>([
  ["codecommit.amazonaws.com", PASSWORD],
  ["cassandra.amazonaws.com", PASSWORD],
  ["bedrock.amazonaws.com", { kind: "apiKey", prefix: "ABSK" }],
  ["logs.amazonaws.com", { kind: "apiKey", prefix: "ACWL" }],
  ["cloudwatch.amazonaws.com", { kind: "apiKey", prefix: "APIAACWM" }],
  ["aws-external-anthropic.amazonaws.com", { kind: "apiKey", prefix: "AEAA" }],
]);

/**
 * The service that a name means, in any case.
 * @throws ValidationError where it has other characters than names have; NoSuchEntity where it takes no credentials
 */
export function credentialService(text: string): CredentialService {
  if (!/^[a-zA-Z0-9.-]*$/.test(text)) throw validationError("ServiceName must match [a-zA-Z0-9.-]*");
  const name = text.toLowerCase();
  const form = FORMS.get(name);
  if (form !== undefined) return { name, form };
  const message = `No such service ${text} is supported for Service Specific Credentials`;
  throw iamError("NoSuchEntity", message);
}

/** Of one that is kept. @throws Error where its service takes none: a bug */
export function formOfService(name: string): CredentialForm {
  const form = FORMS.get(name);
  if (form === undefined) throw new Error(`${name} takes no service-specific credentials.`);
  return form;
}
