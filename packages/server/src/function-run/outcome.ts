/** What came of an invocation. */
export type Outcome =
  | { readonly result: string }
  /** As Lambda reports it. Source: Lambda Developer Guide, "Understanding Lambda function errors". */
  | { readonly error: FunctionError };

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Invocation {
  readonly requestId: string;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** JSON. */
  readonly event: string;
}

export function timedOut({ requestId, timeoutSeconds }: Invocation): Outcome {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { error: { errorType: "Sandbox.Timedout", errorMessage } };
}

export function exited({ requestId }: Invocation, status: number | null, signal: string | null): Outcome {
  const how = status === null ? `signal: ${signal}` : `exit status ${status}`;
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: ${how}`;
  return { error: { errorType: "Runtime.ExitError", errorMessage } };
}
