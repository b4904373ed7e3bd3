/**
 * The alphabets of generated cases. They are small, so that patterns and requests meet often, and they hold what is easily
 * got wrong: case, wildcards as text, values that are malformed in one respect only.
 */
import fc from "fast-check";

export const accountIds = ["111111111111", "222222222222"] as const;

export const contextKeys = [
  "aws:username",
  "aws:PrincipalTag/team",
  "aws:TagKeys",
  "aws:SourceIp",
  "aws:CurrentTime",
  "aws:SecureTransport",
  "aws:SourceArn",
  "s3:max-keys",
  "app:Blob",
] as const;

/** Keys that no context has. */
export const absentKeys = ["aws:absent", "aws:RequestTag/absent"] as const;

const strings = [
  "",
  "a",
  "alice",
  "Alice",
  "ALICE",
  "bob",
  "a*b",
  "axb",
  "a?b",
  "*",
  "?",
  "$",
  "home/alice/x",
  "${aws:username}",
  "team a",
  "ΟΣ",
  "ος",
  "S",
  "ſ",
  "İ",
  "i\u0307",
  "é",
  "É",
  "𐐀",
  "𐐨",
  "a\nb",
];

const stringPatterns = [
  ...strings,
  "a*",
  "*b",
  "?*",
  "?",
  "??",
  "Ο${aws:username}",
  "a**b",
  "*a*i*e*",
  "home/${aws:username}/*",
  "${aws:username}*",
  "${AWS:UserName}",
  "${aws:PrincipalTag/team}",
  "${aws:PrincipalTag/team, 'alice'}",
  "${aws:PrincipalTag/team,'a*b'}",
  "${aws:TagKeys}",
  "${aws:TagKeys, 'bob'}",
  "${aws:absent}",
  "${aws:absent, ''}",
  "${*}",
  "a${*}b",
  "a${?}b",
  "${$}",
  "${$}{aws:username}",
  "${",
  "${}",
  "${aws:username",
  "$*{",
];

const numbers = [
  "0",
  "-0",
  "1",
  "10",
  "10.0",
  "+10",
  "010",
  "1e1",
  "1E+1",
  "100e-1",
  "9.99",
  "-5",
  "-5.0",
  "9007199254740993",
  "9007199254740992",
  "0.1",
  "0.10000000000000000001",
  "00.100",
  "1e400",
  "-1e400",
  "1e-400",
  "",
  "abc",
  "0x10",
  " 1",
  "1 ",
  "1.",
  ".5",
  "1e",
  "--1",
  "NaN",
  "Infinity",
  "1,000",
];

const dates = [
  "2024",
  "2024-01",
  "2024-01-01",
  "2024-01-01T00:00Z",
  "2024-01-01T00:00:00Z",
  "2024-01-01T00:00:00.000Z",
  "2024-01-01T00:00:00.0009Z",
  "2024-01-01T01:00:00+01:00",
  "2023-12-31T18:30:00-05:30",
  "2023-12-31T23:59:59.999Z",
  "2024-02-29",
  "2024-02-29T12:00:00Z",
  "1704067200",
  "1704067200.5",
  "1704067199.999",
  "-1",
  "0.0",
  "1969-12-31T23:59:59Z",
  "1970-01-01",
  "",
  "2023-02-29",
  "2024-02-30",
  "2024-13-01",
  "2024-00-10",
  "2024-01-00",
  "2024-01-01T24:00:00Z",
  "2024-01-01T00:60:00Z",
  "2024-01-01T00:00:60Z",
  "2024-01-01T00:00:00",
  "2024-01-01T00:00:00+1",
  "2024-01-01T00:00:00+24:00",
  "2024-01-01 00:00:00Z",
  "2024-01-01t00:00:00z",
  "2024-1-1",
  "0000-01-01",
  "0099-12-31",
  "yesterday",
];

const booleans = ["true", "false", "True", "FALSE", "", "yes", "1", " true"];

const binaries = [
  "",
  "QQ==",
  "QR==",
  "QUI=",
  "QUJD",
  "QUJDRA==",
  "QQ",
  "QQ=",
  "Q===",
  "Q",
  "!!!!",
  "QUJD\n",
  "qq==",
];

const arns = [
  "arn:aws:s3:::bucket",
  "arn:aws:s3:::bucket/a:b",
  "arn:aws:sns:us-east-1:111111111111:topic",
  "arn:aws:sns:us-east-1:222222222222:topic",
  "arn:aws:iam::111111111111:user/alice",
  "arn:aws:iam::111111111111:role/alice",
  "arn:aws:sns:us-east-1",
  "not-an-arn",
  "ARN:aws:iam::111111111111:user/alice",
  "*",
  "",
  "arn:aws:s3:::a*b",
];

const arnPatterns = [
  ...arns,
  "arn:aws:sns:*:111111111111:*",
  "arn:aws:sns:us-*-1:*:top?c",
  "arn:*:*:*:*:*",
  "arn:*",
  "arn:aws:s3:*:*:bucket/*",
  "arn:aws:*:topic",
  "arn:aws:s3:::*:b",
  "arn:aws:iam::*:user/${aws:username}",
  "arn:aws:iam::111111111111:*/${aws:username}",
  "${aws:SourceArn}",
  "${aws:SourceArn, '*'}",
  "arn:aws:s3:::a${*}b",
];

/** The kinds of values that the operators compare. The policy's side may hold patterns, the request's may not. */
export const valueKinds = {
  string: { actual: strings, expected: stringPatterns },
  numeric: { actual: numbers, expected: numbers },
  date: { actual: dates, expected: dates },
  boolean: { actual: booleans, expected: booleans },
  binary: { actual: binaries, expected: binaries },
  arn: { actual: arns, expected: arnPatterns },
} as const;

export type ListedKind = keyof typeof valueKinds;
export type ValueKind = ListedKind | "address";

const octet = fc.constantFrom(0, 1, 10, 127, 128, 255, 256);
const version4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));

const group = fc.constantFrom("0", "1", "01", "db8", "DB8", "8000", "ffff", "0db8", "00001", "g");
const groups = (maxLength: number) => fc.array(group, { maxLength }).map((list) => list.join(":"));
const version6 = fc.oneof(
  fc.tuple(groups(4), groups(4)).map(([left, right]) => `${left}::${right}`),
  fc.array(group, { minLength: 7, maxLength: 9 }).map((list) => list.join(":")),
  fc.constantFrom(
    "::",
    "::1",
    "2001:db8::1",
    "2001:DB8:0:0:0:0:0:1",
    "2001:db8::1:2:3:4:5:6",
    ":::",
    "1::2::3",
    "2001:db8:::1",
    "2001:db8::::1",
    "2001:db8::1:",
    ":2001:db8::1",
    "1:2:3:4:5:6:7:8:",
    "::ffff:a00:1",
    "::ffff:10.0.0.1",
    "::ffff:10.0.0.1:",
  ),
  fc.tuple(groups(2), version4).map(([left, right]) => `${left}::${right}`),
  version4.map((right) => `0:0:0:0:0:ffff:${right}`),
);

const oddAddress = fc.constantFrom(
  "",
  "localhost",
  "10.0.0",
  "10.0.0.01",
  "010.000.0.1",
  "10.0.0.0001",
  "10.0.0.1 ",
  "10.0.0.0.1",
  "fe80::1%1",
);
export const address = fc.oneof(
  { arbitrary: version4, weight: 4 },
  { arbitrary: version6, weight: 4 },
  { arbitrary: oddAddress, weight: 1 },
);

const prefixLength = fc.constantFrom(
  "0",
  "1",
  "7",
  "8",
  "9",
  "24",
  "31",
  "32",
  "33",
  "64",
  "127",
  "128",
  "129",
  "08",
  "024",
  "+24",
  "+0",
  "-1",
  "",
);
export const addressRange = fc.oneof(
  address,
  fc.tuple(address, prefixLength).map(([network, length]) => `${network}/${length}`),
);
