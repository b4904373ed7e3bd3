import type { Page } from "playwright-core";

/** An authenticator of Chromium's own: it makes real passkeys, and is asked for no finger. */
export interface Authenticator {
  /** Whether it lets its owner be recognized from now on. */
  recognize(isUser: boolean): Promise<void>;
  count(): Promise<number>;
}

/** Gives the browser an authenticator. https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("WebAuthn.enable");
  const { authenticatorId } = await devTools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async recognize(isUser) {
      await devTools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: isUser });
    },
    async count() {
      const { credentials } = await devTools.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
  };
}
