import { inheritedEnvironment } from "../credential-delivery/run/child-environment.ts";
import type { FunctionCredentials } from "./ask-credentials.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface FunctionPlan {
  readonly name: string;
  /** `index.handler`; undefined for a command. */
  readonly handler: string | undefined;
  readonly memoryMib: string;
  readonly region: string;
  readonly endpoint: string;
  /** The folder that the function is in. */
  readonly taskRoot: string;
  /** `2026/11/26/[$LATEST]0123…` */
  readonly logStream: string;
  readonly traceId: string;
  readonly nodeMajor: string;
}

const NO_FILE = "/dev/null";

/**
 * The environment of a function as Lambda sets it, as far as it is true here: there is no runtime API.
 * Source: Lambda Developer Guide, "Working with Lambda environment variables", reserved and unreserved ones.
 */
export function functionEnvironment(
  parent: Environment,
  plan: FunctionPlan,
  { accessKeyId, secretAccessKey, sessionToken }: FunctionCredentials,
): Environment {
  const { name, handler, region } = plan;
  return {
    LANG: "en_US.UTF-8",
    AWS_ENDPOINT_URL: plan.endpoint,
    ...inheritedEnvironment(parent),
    TZ: ":UTC",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    // Files and the machine's own role are not there on Lambda.
    AWS_SHARED_CREDENTIALS_FILE: NO_FILE,
    AWS_CONFIG_FILE: NO_FILE,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: plan.memoryMib,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: plan.logStream,
    LAMBDA_TASK_ROOT: plan.taskRoot,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    _X_AMZN_TRACE_ID: plan.traceId,
    ...(handler !== undefined && {
      _HANDLER: handler,
      AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${plan.nodeMajor}.x`,
    }),
  };
}
