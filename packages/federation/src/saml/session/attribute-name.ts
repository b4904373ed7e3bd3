import { ownPartition } from "@rolecall/names";

/** Source: IAM User Guide, "Configure SAML assertions for the authentication response"; of China, "Amazon Web Services in China". */
const NAMES: Readonly<Record<string, string>> = { "aws-cn": "http://www.amazonaws.cn/SAML/Attributes/" };
const USUAL_NAME = "https://aws.amazon.com/SAML/Attributes/";

/** The Name of an attribute that says what the session is to be like, whole: names are exact. */
export function attributeName(name: string): string {
  return (NAMES[ownPartition().name] ?? USUAL_NAME) + name;
}
