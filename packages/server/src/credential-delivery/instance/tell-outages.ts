import { CredentialsRefused, type InstanceServer, type InstanceTaskServer } from "@rolecall/metadata";

type Servers = InstanceServer & InstanceTaskServer;

/** A server of which whoever runs the service is told when it goes away and comes back, once each. */
export function tellOutages(server: Servers, tell: (message: string) => void): Servers {
  const watch = watcher(tell);
  // Apart: one that is refused again and again would else be told each time that the other was answered.
  const watchTasks = watcher(tell);
  return {
    describe: () => watch(server.describe()),
    fetchCredentials: (delivery) => watch(server.fetchCredentials(delivery)),
    listTasks: () => watchTasks(server.listTasks()),
    fetchTaskCredentials: (taskId) => watchTasks(server.fetchTaskCredentials(taskId)),
  };
}

function watcher(tell: (message: string) => void) {
  let told = "";
  return async <Value>(asking: Promise<Value>): Promise<Value> => {
    try {
      const value = await asking;
      if (told !== "") tell("The server answers again.");
      told = "";
      return value;
    } catch (error) {
      const message =
        error instanceof CredentialsRefused
          ? `The server gives no credentials: ${error.code}: ${error.message}`
          : `The server cannot be asked (${(error as Error).message}); what it gave last is served as long as it lives.`;
      if (message !== told) tell(message);
      told = message;
      throw error;
    }
  };
}
