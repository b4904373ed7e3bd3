export interface ContainerDescription {
  readonly name: string;
  readonly image: string;
  readonly id: string;
}

/** A task as its containers may know it. */
export interface TaskDescription {
  /** `arn:aws:ecs:eu-west-1:111111111111:task/web/0123456789abcdef0123456789abcdef` */
  readonly taskArn: string;
  readonly cluster: string;
  readonly family: string;
  readonly revision: string;
  readonly availabilityZone?: string | undefined;
  /** That which asks. */
  readonly container: ContainerDescription;
  /** All of the task. */
  readonly containers: readonly ContainerDescription[];
}

/**
 * What detectors in SDKs and in OpenTelemetry read of `$ECS_CONTAINER_METADATA_URI_V4`: no networks, limits or volumes.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html
 */
export function containerMetadata({
  taskArn,
  cluster,
  family,
  revision,
  container,
}: TaskDescription): object {
  return {
    DockerId: container.id,
    Name: container.name,
    DockerName: `ecs-${family}-${revision}-${container.name}`,
    Image: container.image,
    Labels: {
      "com.amazonaws.ecs.cluster": cluster,
      "com.amazonaws.ecs.container-name": container.name,
      "com.amazonaws.ecs.task-arn": taskArn,
      "com.amazonaws.ecs.task-definition-family": family,
      "com.amazonaws.ecs.task-definition-version": revision,
    },
    DesiredStatus: "RUNNING",
    KnownStatus: "RUNNING",
    Type: "NORMAL",
    ContainerARN: taskArn.replace(":task/", ":container/"),
  };
}

/** The same of `/task`. */
export function taskMetadata(description: TaskDescription): object {
  return {
    Cluster: description.cluster,
    TaskARN: description.taskArn,
    Family: description.family,
    Revision: description.revision,
    DesiredStatus: "RUNNING",
    KnownStatus: "RUNNING",
    Containers: description.containers.map((container) => containerMetadata({ ...description, container })),
    AvailabilityZone: description.availabilityZone,
    LaunchType: "EXTERNAL",
  };
}
