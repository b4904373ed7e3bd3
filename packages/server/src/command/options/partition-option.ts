export const PARTITION_OPTION = {
  argument: "aws|aws-cn|aws-us-gov",
  meaning: "what every ARN of the installation begins with; chosen once, for an empty store",
  otherwise: "that of the store, aws for a new one",
} as const;
