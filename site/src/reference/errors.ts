import { commonErrorNames, commonErrorOnWire, type ProtocolName } from "@rolecall/contracts";
import { writeTable } from "./table.ts";

const PROTOCOLS: Readonly<Record<ProtocolName, string>> = {
  query: "Query (IAM, STS)",
  json: "JSON 1.1 (Organizations, CloudTrail, …)",
  "rest-json": "REST with JSON (Account, Roles Anywhere, …)",
};

export async function writeErrors(): Promise<string> {
  const protocols = Object.keys(PROTOCOLS) as ProtocolName[];
  const rows = commonErrorNames.map((name) =>
    protocols.map((protocol) => {
      const { code, httpStatus } = commonErrorOnWire(name, protocol);
      return `\`${code}\` (${httpStatus})`;
    }),
  );
  return `# Errors that every operation has

What any operation may answer, whatever it is: the code, and the HTTP status, as the protocol of its service says them. Errors
of single operations stand beside each in [Operations](/docs/reference/operations.md); their texts are AWS's where these are known.

${writeTable(Object.values(PROTOCOLS), rows)}

A signature that does not prove anything is answered before all of this, by the codes of AWS: \`InvalidClientTokenId\`, \`SignatureDoesNotMatch\`,
\`IncompleteSignature\`, \`ExpiredToken\` and their like. A request that policies deny is told which kind of policy denied it
([Denials](/docs/denials.md)), and the program's own mistakes on the command line name what was given and what was expected.
`;
}
