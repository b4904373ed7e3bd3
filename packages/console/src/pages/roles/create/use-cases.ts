/** A service that assumes roles, as AWS's console offers it. */
export interface UseCase {
  readonly id: string;
  readonly label: string;
  /** The service's principal. */
  readonly principal: string;
  readonly description: string;
}

/** EC2 and Lambda first, as AWS has them; the others by name. IAM User Guide, "AWS services that work with IAM". */
export const USE_CASES: readonly UseCase[] = [
  {
    id: "ec2",
    label: "EC2",
    principal: "ec2.amazonaws.com",
    description: "Lets instances that carry the role call AWS services for you.",
  },
  {
    id: "lambda",
    label: "Lambda",
    principal: "lambda.amazonaws.com",
    description: "Lets functions that run with the role call AWS services for you.",
  },
  useCase("API Gateway", "apigateway", "Lets API Gateway write logs and call what stands behind your APIs."),
  useCase("Batch", "batch", "Lets Batch run your jobs on resources that it manages."),
  useCase("CloudFormation", "cloudformation", "Lets CloudFormation make and change the resources of stacks."),
  useCase("CloudTrail", "cloudtrail", "Lets CloudTrail write events into log groups."),
  useCase("CodeBuild", "codebuild", "Lets builds call AWS services for you."),
  useCase("CodeDeploy", "codedeploy", "Lets CodeDeploy bring versions to your instances."),
  useCase("CodePipeline", "codepipeline", "Lets pipelines call AWS services for you."),
  useCase("Config", "config", "Lets Config look at your resources."),
  useCase("ECS task", "ecs-tasks", "Lets containers of a task call AWS services for you."),
  useCase("EKS", "eks", "Lets EKS manage a cluster for you."),
  useCase("EKS Pod Identity", "pods.eks", "Lets pods of a cluster call AWS services for you."),
  useCase("EventBridge", "events", "Lets rules start what they name."),
  useCase("EventBridge Scheduler", "scheduler", "Lets schedules start what they name."),
  useCase("Firehose", "firehose", "Lets streams deliver into your buckets."),
  useCase("Glue", "glue", "Lets jobs read and write your data."),
  useCase("IoT", "iot", "Lets rules act for you."),
  useCase("RDS", "rds", "Lets databases call AWS services for you."),
  useCase("Redshift", "redshift", "Lets clusters read and write your data."),
  useCase("S3", "s3", "Lets buckets replicate and run batch operations."),
  useCase("SageMaker", "sagemaker", "Lets notebooks and jobs call AWS services for you."),
  useCase("SNS", "sns", "Lets topics write delivery logs."),
  useCase("Step Functions", "states", "Lets state machines call AWS services for you."),
  useCase("Systems Manager", "ssm", "Lets automations call AWS services for you."),
  useCase("Transfer Family", "transfer", "Lets file servers reach your buckets."),
];

function useCase(label: string, id: string, description: string): UseCase {
  return { id, label, principal: `${id}.amazonaws.com`, description };
}

export function findUseCase(id: string): UseCase {
  return USE_CASES.find((each) => each.id === id) ?? USE_CASES[0]!;
}
