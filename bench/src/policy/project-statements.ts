/** The managed policy of one project: ten statements, four of them with conditions, five with variables or wildcards inside. */

export type WrittenCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export interface WrittenStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly AWS: string };
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: WrittenCondition;
}

export const projectCount = 100;
export const projectName = (project: number) => `project-${String(project).padStart(3, "0")}`;

export function projectStatements(project: number): readonly WrittenStatement[] {
  const name = projectName(project);
  return [
    {
      Effect: "Allow",
      Action: ["s3:Get*", "s3:List*"],
      Resource: [`arn:aws:s3:::${name}-data`, `arn:aws:s3:::${name}-data/*`],
    },
    {
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: `arn:aws:s3:::${name}-data/home/\${aws:username}/*`,
    },
    {
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"],
      Resource: `arn:aws:dynamodb:*:*:table/${name}-*`,
      Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${aws:username}" } },
    },
    {
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:GetQueue*"],
      Resource: `arn:aws:sqs:*:111122223333:${name}-*`,
    },
    {
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: `arn:aws:lambda:eu-*:111122223333:function:${name}-*`,
      Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"],
      Resource: "arn:aws:ec2:*:111122223333:instance/*",
      Condition: {
        StringEquals: { "aws:ResourceTag/project": name, "aws:ResourceTag/team": "${aws:PrincipalTag/team}" },
      },
    },
    {
      Effect: "Allow",
      Action: ["iam:CreateUser", "iam:TagUser"],
      Resource: `arn:aws:iam::111122223333:user/${name}/*`,
      Condition: {
        StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/Ceiling" },
        DateGreaterThan: { "aws:CurrentTime": "2024-01-01T00:00:00Z" },
      },
    },
    {
      Effect: "Allow",
      Action: ["logs:*", "cloudwatch:Get*"],
      Resource: `arn:aws:logs:*:*:log-group:/${name}/*`,
    },
    { Effect: "Deny", Action: "s3:Delete*", Resource: `arn:aws:s3:::${name}-data/*/protected/*` },
    {
      Effect: "Deny",
      Action: ["ec2:Stop*", "ec2:Terminate*"],
      Resource: `arn:aws:ec2:*:*:instance/i-${name}*`,
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    },
  ];
}
