import { registerHooks } from "node:module";

/** GitHub's own parser of workflows and actions: what it finds wrong with a file. */
export interface GithubParser {
  /** @returns its errors, a sentence each; empty where there is none */
  judgeWorkflow(content: string): readonly string[];
}

/** Its modules import JSON as a bundler lets them, which Node does only where it is told the type. */
export async function loadGithubParser(): Promise<GithubParser> {
  const hooks = registerHooks({
    resolve(specifier, context, resolveAsNode) {
      if (!specifier.endsWith(".json")) return resolveAsNode(specifier, context);
      return { ...resolveAsNode(specifier, context), importAttributes: { type: "json" } };
    },
  });
  const { NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");
  hooks.deregister();
  return {
    judgeWorkflow: (content) =>
      parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }) => message),
  };
}
