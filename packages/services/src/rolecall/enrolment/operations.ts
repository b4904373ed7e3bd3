import type { Operation } from "@rolecall/operations";
import { createInstanceEnrolment } from "./create-instance-enrolment.ts";
import { enrolInstance } from "./enrol-instance.ts";

export const enrolmentOperations: readonly Operation[] = [createInstanceEnrolment, enrolInstance];
