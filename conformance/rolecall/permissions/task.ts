import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { ACCOUNT, ADMIN } from "../../installation/seed.ts";
import { trustIn } from "../machine.ts";
import { callRolecall } from "../rolecall-client.ts";
import { rolecallFamily } from "../stage.ts";

/** One of its own: the family of instances terminates those of the seed. */
const InstanceId = "i-0123456789abcdefa";
const INSTANCE_ARN = `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/${InstanceId}`;
const ROLES = ["Task", "Execution"] as const;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

const passing = (name: string) => ({
  action: "iam:PassRole",
  resource: roleArn(name),
  condition: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
});

export const family = rolecallFamily({
  async prepare({ installation, user }) {
    const AssumeRolePolicyDocument = JSON.stringify(trustIn("ecs-tasks.amazonaws.com"));
    for (const RoleName of ROLES)
      await user.admin.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await callRolecall(installation, "RunInstance", { InstanceId }, ADMIN);
  },
  rows: {
    RunTask: {
      input: {
        InstanceId,
        Cluster: "blue",
        Family: "web",
        Containers: [{ Name: "app", Image: "web:1" }],
        TaskRoleArn: roleArn("Task"),
        ExecutionRoleArn: roleArn("Execution"),
      },
      on: () => [
        {
          resource: `arn:aws:ecs:us-east-1:${ACCOUNT}:task/blue/*`,
          condition: { "ecs:container-instances": INSTANCE_ARN },
        },
        ...ROLES.map(passing),
      ],
    },
    GetTask: {
      input: (_ground, { RunTask: { Task } }) => ({ TaskId: Task.TaskId }),
      on: (_ground, { RunTask: { Task } }) => Task.Arn,
    },
    ListTasks: { input: {} },
    StopTask: {
      input: (_ground, { RunTask: { Task } }) => ({ TaskId: Task.TaskId }),
      on: (_ground, { RunTask: { Task } }) => Task.Arn,
    },
  },
});
