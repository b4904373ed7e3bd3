import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { describePolicy, hasUnknownShape, readAccessLevels } from "../../policy/src/describe/index.ts";
import { parsePolicy } from "../../policy/src/document/parse.ts";
import { ACCESS_LEVEL_DATA } from "../../policy/src/generated/access-levels.ts";
import { generate } from "../generator/generate.ts";
import { openManagedPolicies } from "./managed-policies.ts";

/** Read over one by one, some beside their documents. A new version of the policies may change one: then it is read again. */
const JUDGED: readonly (readonly [name: string, words: string])[] = [
  ["AdministratorAccess", "Everything, in every service"],
  ["PowerUserAccess", "Everything except IAM, Organizations and Account Management, and more"],
  ["IAMFullAccess", "Everything in IAM, deleting included; read some of Organizations"],
  ["IAMReadOnlyAccess", "Read some of IAM"],
  ["AmazonS3FullAccess", "Everything in S3 and S3 Object Lambda, deleting included"],
  ["AmazonS3ReadOnlyAccess", "Read everything in S3 and S3 Object Lambda"],
  ["AmazonEC2FullAccess", "Everything in EC2 and 3 more services, deleting included, and more"],
  ["AmazonSQSFullAccess", "Everything in SQS, deleting included"],
  ["AmazonSQSReadOnlyAccess", "Read some of SQS"],
  ["AmazonSNSFullAccess", "Everything in SNS, deleting included, and more"],
  [
    "AmazonDynamoDBFullAccess",
    "Everything in DynamoDB and DynamoDB Accelerator (DAX), deleting included, and more",
  ],
  [
    "AmazonRDSFullAccess",
    "Everything in RDS, deleting included; read and write some of 7 more services, and more",
  ],
  ["AWSLambda_FullAccess", "Everything in Lambda, deleting included; read some of 9 more services, and more"],
  ["AWSLambda_ReadOnlyAccess", "Read everything in Lambda; read some of 9 more services, and more"],
  ["AWSLambdaBasicExecutionRole", "Write some of CloudWatch Logs"],
  ["AWSLambdaVPCAccessExecutionRole", "Write some of CloudWatch Logs and list and write some of EC2"],
  ["AWSLambdaRole", "Call InvokeFunction in Lambda"],
  ["AmazonRoute53ReadOnlyAccess", "Read everything in Route 53"],
  [
    "AmazonECSTaskExecutionRolePolicy",
    "Read some of ECR and call CreateLogStream and PutLogEvents in CloudWatch Logs",
  ],
  ["AmazonEC2ContainerRegistryReadOnly", "Read some of ECR"],
  ["AmazonEC2ContainerRegistryPowerUser", "Read and write some of ECR"],
  [
    "SecretsManagerReadWrite",
    "Everything in Secrets Manager, deleting included; read and write some of 9 more services, and more",
  ],
  ["AmazonSSMReadOnlyAccess", "Read some of Systems Manager"],
  ["AWSCloudFormationReadOnlyAccess", "Read everything in CloudFormation"],
  ["AWSCloudFormationFullAccess", "Everything in CloudFormation, deleting included"],
  [
    "AWSKeyManagementServicePowerUser",
    "Read and tag everything in KMS and write some of KMS and list some of IAM",
  ],
  ["AWSOrganizationsReadOnlyAccess", "Read everything in Organizations and read some of Account Management"],
  [
    "AWSOrganizationsFullAccess",
    "Everything in Organizations, deleting included; read and write some of Account Management, and more",
  ],
  [
    "AmazonAthenaFullAccess",
    "Everything in Athena, deleting included; read and write some of 7 more services, and more",
  ],
  [
    "AWSGlueServiceRole",
    "Everything in Glue, deleting included; read and write some of 4 more services, and more",
  ],
  ["AWSStepFunctionsFullAccess", "Everything in Step Functions, deleting included"],
  ["AmazonKinesisFullAccess", "Everything in Kinesis Data Streams, deleting included"],
  ["AWSSupportAccess", "Everything in Support; everything in Support Console, deleting included"],
  ["AWSDenyAll", "Denies everything, in every service"],
  ["AmazonEKS_CNI_Policy", "List and write some of EC2 and call CreateTags on network-interface/* in EC2"],
  ["AWSXRayDaemonWriteAccess", "Read and write some of X-Ray"],
  [
    "AutoScalingFullAccess",
    "Everything in EC2 Auto Scaling, deleting included; read and write some of 3 more services, and more",
  ],
  ["AWSCertificateManagerReadOnly", "Read some of Certificate Manager"],
  ["SimpleWorkflowFullAccess", "Everything in Simple Workflow Service, deleting included"],
  ["AmazonMQReadOnlyAccess", "Read everything in MQ and list some of EC2"],
  [
    "AmazonS3ObjectLambdaExecutionRolePolicy",
    "Write some of CloudWatch Logs and call WriteGetObjectResponse in S3 Object Lambda",
  ],
];

describe("words of the AWS-managed policies", () => {
  before(generate);

  it("are there for each, and short", () => {
    for (const { name, words } of openManagedPolicies().list()) {
      assert.ok(words.length > 0 && words.length <= LENGTH_MAX, `${name}: ${words}`);
      assert.doesNotMatch(words, /undefined|\0| {2}|\.$/, name);
    }
  });

  it("tell what they are about, and count it in fewer than one of twenty", () => {
    const policies = openManagedPolicies();
    const reference = readAccessLevels(ACCESS_LEVEL_DATA);
    const unknown = policies.list().filter(({ arn }) => {
      const parsed = parsePolicy(policies.document(arn) ?? "", "identity");
      assert.ok(parsed.ok, arn);
      return hasUnknownShape(describePolicy(parsed.policy, reference));
    });
    assert.ok(unknown.length < policies.size / 20, unknown.map(({ name }) => name).join(", "));
  });

  it("are right", () => {
    const words = new Map(
      openManagedPolicies()
        .list()
        .map((policy) => [policy.name, policy.words]),
    );
    for (const [name, expected] of JUDGED) assert.equal(words.get(name), expected, name);
  });
});

/** Names of services can be long: most have fewer than a hundred characters. */
const LENGTH_MAX = 160;
