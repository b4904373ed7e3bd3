/**
 * Tasks: containers on an instance that have a role of their own. Members are called as ECS calls them. Source: ECS API Reference, RunTask,
 * StopTask, Task; what is Rolecall's own is what the agent on the instance asks for.
 */
import { error, listOf, type ModelFamily, operation, structure } from "./model-family.ts";

const NOT_FOUND = "ResourceNotFoundException";
const PROOF = "InvalidProofException";

const named = { TaskId: "TaskId" };
const NAME = "[a-zA-Z0-9_-]+";

const described = {
  Cluster: "ClusterName",
  Family: "TaskFamily",
  Revision: "TaskRevision",
  TaskRoleArn: "Arn",
  ExecutionRoleArn: "Arn",
  Containers: "TaskContainers",
};

export const taskFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("RunTask", { errors: [NOT_FOUND, "LimitExceededException"] }),
    operation("GetTask", { errors: [NOT_FOUND] }),
    operation("ListTasks"),
    operation("StopTask", { errors: [NOT_FOUND] }),
    operation("ListInstanceTasks", { errors: [PROOF], isUnsigned: true }),
    operation("GetTaskRoleCredentials", {
      errors: [PROOF, NOT_FOUND, "TaskWithoutRoleException"],
      isUnsigned: true,
    }),
  ]),

  shapes: {
    TaskId: { type: "string", min: 32, max: 32, pattern: "[0-9a-f]+" },
    ClusterName: { type: "string", min: 1, max: 255, pattern: NAME },
    TaskFamily: { type: "string", min: 1, max: 255, pattern: NAME },
    TaskRevision: { type: "integer", min: 1, max: 2_147_483_647 },
    ContainerName: { type: "string", min: 1, max: 128, pattern: NAME },
    ContainerImage: { type: "string", min: 1, max: 512, pattern: "[!-~]+" },
    TaskContainer: structure({ Name: "ContainerName", Image: "ContainerImage" }, ["Name", "Image"]),
    TaskContainers: listOf("TaskContainer", { min: 1, max: 10 }),
    Task: structure(
      { ...named, Arn: "Arn", InstanceId: "InstanceId", StartedAt: "Timestamp", ...described },
      ["TaskId", "Arn", "InstanceId", "StartedAt", "Cluster", "Family", "Revision", "Containers"],
    ),
    TaskList: listOf("Task"),

    RunTaskRequest: structure({ InstanceId: "InstanceId", ...described }, [
      "InstanceId",
      "Family",
      "Containers",
    ]),
    RunTaskResponse: structure({ Task: "Task" }, ["Task"]),
    GetTaskRequest: structure(named, ["TaskId"]),
    GetTaskResponse: structure({ Task: "Task" }, ["Task"]),
    ListTasksRequest: structure({ MaxResults: "MaxResults", NextToken: "NextToken" }),
    ListTasksResponse: structure({ Tasks: "TaskList", NextToken: "NextToken" }, ["Tasks"]),
    StopTaskRequest: structure(named, ["TaskId"]),
    StopTaskResponse: structure({ Task: "Task" }, ["Task"]),

    InstanceTask: structure({ Task: "Task", SessionsRevokedAt: "Timestamp" }, ["Task"]),
    InstanceTaskList: listOf("InstanceTask"),
    ListInstanceTasksRequest: structure({ Proof: "Proof" }, ["Proof"]),
    ListInstanceTasksResponse: structure({ Tasks: "InstanceTaskList" }, ["Tasks"]),
    /** As whom the containers act, or as whom whoever starts them does. */
    TaskRoleType: { type: "string", enum: ["TaskApplication", "TaskExecution"] },
    GetTaskRoleCredentialsRequest: structure({ ...named, Proof: "Proof", RoleType: "TaskRoleType" }, [
      "TaskId",
      "Proof",
    ]),
    GetTaskRoleCredentialsResponse: structure(
      {
        RoleArn: "Arn",
        AssumedRoleUser: "AssumedRoleUser",
        Credentials: "Credentials",
        IssuedAt: "Timestamp",
        SessionsRevokedAt: "Timestamp",
      },
      ["RoleArn", "AssumedRoleUser", "Credentials", "IssuedAt"],
    ),

    TaskWithoutRoleException: error(400),
  },

  pages: {
    ListTasks: {
      input_token: "NextToken",
      limit_key: "MaxResults",
      output_token: "NextToken",
      result_key: "Tasks",
    },
  },
};
