import type { Answer } from "@rolecall/edge";

/** As the agent of ECS answers: JSON, with its own names for what is wrong. */
export function jsonAnswer(status: number, value: object): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}

/** @param code as ECS's agent says it: `InvalidIdInRequest` */
export function errorJson(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, { code, message, HTTPErrorCode: status });
}

/** As the agent of EKS Pod Identity says it. */
export function errorText(status: number, message: string): Answer {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: `${message}\n` };
}
