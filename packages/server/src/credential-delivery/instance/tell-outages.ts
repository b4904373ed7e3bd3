import { CredentialsRefused, type InstanceServer } from "@rolecall/metadata";

/** A server of which whoever runs the service is told when it goes away and comes back, once each. */
export function tellOutages(server: InstanceServer, tell: (message: string) => void): InstanceServer {
  let told = "";
  const watch = async <Value>(asking: Promise<Value>): Promise<Value> => {
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
  return {
    describe: () => watch(server.describe()),
    fetchCredentials: (delivery) => watch(server.fetchCredentials(delivery)),
  };
}
