import type { Tag } from "../../../patterns/tags-editor.tsx";

/** Who is to be trusted; AWS's five kinds. */
export type TrustKind = "service" | "account" | "webIdentity" | "saml" | "custom";

/** What was entered so far. It is kept in the tab: no secret stands in it. */
export interface RoleDraft {
  readonly step: number;
  readonly kind: TrustKind;
  /** Id of a use case. */
  readonly useCase: string;
  readonly account: {
    readonly isOther: boolean;
    readonly accountId: string;
    readonly asksExternalId: boolean;
    readonly externalId: string;
    readonly asksMfa: boolean;
  };
  readonly webIdentity: { readonly providerArn: string; readonly audience: string; readonly subject: string };
  readonly samlProviderArn: string;
  readonly customText: string;
  /** The trust policy as it was edited in the last step; undefined where it follows from the first. */
  readonly trustText: string | undefined;
  readonly policies: readonly string[];
  readonly boundary: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly seconds: number;
  readonly tags: readonly Tag[];
}

export const NEW_ROLE: RoleDraft = {
  step: 0,
  kind: "service",
  useCase: "ec2",
  account: { isOther: false, accountId: "", asksExternalId: false, externalId: "", asksMfa: false },
  webIdentity: { providerArn: "", audience: "", subject: "" },
  samlProviderArn: "",
  customText: JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: {}, Action: "sts:AssumeRole" }],
    },
    null,
    2,
  ),
  trustText: undefined,
  policies: [],
  boundary: undefined,
  name: "",
  description: "",
  seconds: 3_600,
  tags: [],
};

/** What every part of the wizard is given. */
export interface DraftProps {
  readonly draft: RoleDraft;
  readonly onChange: (change: Partial<RoleDraft>) => void;
}
