import { cliCommand } from "../../patterns/cli-command.ts";
import { readSamlMetadata } from "./saml-metadata.ts";

/** What was entered of a new provider. None of it is secret: metadata are public. */
export interface ProviderDraft {
  readonly kind: "saml" | "oidc";
  readonly name: string;
  readonly metadata: string;
  readonly url: string;
  readonly audiences: readonly string[];
  readonly thumbprints: readonly string[];
}

export interface ProviderFormProps {
  readonly draft: ProviderDraft;
  readonly onChange: (change: Partial<ProviderDraft>) => void;
}

export const NEW_PROVIDER: ProviderDraft = {
  kind: "saml",
  name: "",
  metadata: "",
  url: "",
  audiences: [],
  thumbprints: [],
};

/** IAM's `SAMLProviderNameType`. */
const NAME = /^[\w._-]{1,128}$/;

/** Why it cannot be added as it is; undefined where it can. */
export function whyNotProvider(draft: ProviderDraft): string | undefined {
  if (draft.kind === "oidc") return whyNotOidc(draft);
  if (!NAME.test(draft.name)) return "The name has 1 to 128 letters, digits and ._-.";
  const read = readSamlMetadata(draft.metadata);
  return typeof read === "string" ? read : undefined;
}

function whyNotOidc({ url, audiences, thumbprints }: ProviderDraft): string | undefined {
  if (!URL.canParse(url) || !url.startsWith("https://")) return "The address begins with https://.";
  if (audiences.length === 0) return "It needs an audience: for whom the tokens are made.";
  const wrong = thumbprints.find((each) => !/^[0-9a-fA-F]{40}$/.test(each));
  return wrong === undefined ? undefined : `A thumbprint has 40 hexadecimal digits; ${wrong} has not.`;
}

export function providerCommand({ kind, name, url, audiences, thumbprints }: ProviderDraft): string {
  if (kind === "saml")
    return cliCommand("iam create-saml-provider", {
      name,
      "saml-metadata-document": "file://metadata.xml",
    });
  return cliCommand("iam create-open-id-connect-provider", {
    url,
    "client-id-list": audiences,
    "thumbprint-list": thumbprints.length > 0 ? thumbprints : undefined,
  });
}
