import { readDecimal } from "../condition/decimal.ts";
import { parseIpRange } from "../condition/ip-range.ts";
import { isDateForm } from "./date-form.ts";
import type { ErrorCode } from "./finding.ts";
import type { FindingList } from "./finding-list.ts";
import { OPERATOR_NAMES, type OperatorName } from "./operator-names.ts";
import type { Span } from "./span.ts";

/** What the values of some operators must look like for a policy to be saved. */
interface LiteralType {
  readonly code: ErrorCode;
  readonly isOne: (value: string) => boolean;
  /** After "is not". */
  readonly name: string;
  readonly suggestion: string;
  /** STS looks at this type too. */
  readonly isForSessions: boolean;
}

const NUMBER: LiteralType = {
  code: "invalidNumber",
  isOne: readDecimal,
  name: "a number",
  suggestion: 'Write digits, such as "10" or "2.5"; policy variables have no place here.',
  isForSessions: false,
};

const DATE: LiteralType = {
  code: "invalidDate",
  isOne: isDateForm,
  name: "a date",
  suggestion: 'Write ISO 8601, such as "2026-01-31T23:59:59Z", or epoch seconds.',
  isForSessions: false,
};

const IP_RANGE: LiteralType = {
  code: "invalidIpRange",
  isOne: (value) => parseIpRange(value) !== undefined,
  name: "an IP address or a range of them",
  suggestion: 'Write "192.0.2.0/24" or "2001:db8::/32": an IPv6 network has no bits after its prefix.',
  isForSessions: false,
};

const ARN: LiteralType = {
  code: "invalidArn",
  // A variable may stand for part of an ARN, not for all of it (recorded).
  isOne: (value) => value === "*" || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:/.test(value),
  name: "an ARN",
  suggestion: 'Write all six parts, such as "arn:aws:s3:::bucket", or use an operator for strings.',
  isForSessions: false,
};

const BINARY: LiteralType = {
  code: "invalidBinary",
  isOne: (value) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value),
  name: "base64",
  suggestion: "Write base64 with its padding.",
  isForSessions: true,
};

const TYPES: readonly (readonly [operators: RegExp, type: LiteralType])[] = [
  [/^Numeric/, NUMBER],
  [/^Date/, DATE],
  [/IpAddress$/, IP_RANGE],
  [/^Arn/, ARN],
  [/^Binary/, BINARY],
];

const TYPE_OF: ReadonlyMap<OperatorName, LiteralType> = new Map(
  OPERATOR_NAMES.flatMap((name) => {
    const type = TYPES.find(([operators]) => operators.test(name))?.[1];
    return type === undefined ? [] : [[name, type]];
  }),
);

/**
 * Refuses a value of the wrong type. IAM refuses to save it; in a session policy STS takes it (all recorded in 2026), and then
 * it compares with nothing. Texts of the string operators and of Bool may be any.
 */
export function checkLiteral(
  operator: OperatorName,
  value: { readonly text: string } & Span,
  findings: FindingList,
): undefined {
  const type = TYPE_OF.get(operator);
  if (type === undefined || type.isOne(value.text)) return;
  if (findings.isForSession && !type.isForSessions) return;
  findings.refuse(type.code, {
    span: value,
    message: `${JSON.stringify(value.text)} is not ${type.name}.`,
    suggestion: type.suggestion,
  });
}
