/** Responses as the providers' applications for AWS post them. */
import {
  AWS_NAME,
  type Idp,
  posted,
  responseOf,
  type Said,
} from "../../packages/federation/src/saml/idp.test-support.ts";
import { ACCOUNT } from "../installation/seed.ts";

interface Pair extends Partial<Said> {
  readonly role: string;
  readonly provider: string;
  /** Which of the two stands first. */
  readonly order?: "role first" | "provider first";
}

function attributesOf({ role, provider, order = "role first" }: Pair): Said["attributes"] {
  const pair = [`arn:aws:iam::${ACCOUNT}:role/${role}`, `arn:aws:iam::${ACCOUNT}:saml-provider/${provider}`];
  return {
    [`${AWS_NAME}Role`]: [(order === "role first" ? pair : pair.toReversed()).join(",")],
    [`${AWS_NAME}RoleSessionName`]: ["ann@example.com"],
    [`${AWS_NAME}SessionDuration`]: ["3600"],
  };
}

const saidOf = ({ role: _role, provider: _provider, order: _order, ...said }: Pair): Partial<Said> => said;

export function respond(idp: Idp, pair: Pair): string {
  return idp.respond({ attributes: attributesOf(pair), ...saidOf(pair) });
}

/** Not the assertion is signed, but at best what stands around it. */
export function respondUnsigned(idp: Idp, pair: Pair): string {
  return posted(responseOf(idp.assertion({ attributes: attributesOf(pair), ...saidOf(pair) })));
}

/** An attribute for each role, all of one name, where AWS wants one of several values. */
export function respondTwice(idp: Idp, pair: Pair): string {
  const attributes = Object.entries(attributesOf(pair)).map(
    ([name, [value = ""]]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
  );
  const statement = `<saml:AttributeStatement>${[attributes[0], ...attributes].join("")}</saml:AttributeStatement>`;
  return idp.respond({ statement, ...saidOf(pair) });
}

/** What `curl -so FILE URL` does. */
export function download({ metadata }: Idp): string {
  return `cat > "$2" <<'END'\n${metadata}\nEND`;
}
