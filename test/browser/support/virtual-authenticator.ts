import type { CDPSession, Page } from 'playwright-core';

/** A passkey as an authenticator holds it: no real one ever gives that away. */
export interface HeldPasskey {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  readonly privateKey: string;
  readonly userHandle?: string;
  readonly signCount: number;
}

/** An authenticator that Chromium itself plays (WebAuthn L3 §11.2); its user is there at once, and verified unless told not to be. */
export class VirtualAuthenticator {
  private constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** Plugged into a page; one that knows no user is a key that is touched and asks for nothing. */
  static async in(page: Page, knowsUser = true): Promise<VirtualAuthenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: knowsUser ? 'internal' : 'usb', hasResidentKey: true },
        ...{ hasUserVerification: knowsUser, isUserVerified: knowsUser, automaticPresenceSimulation: true },
      },
    });
    return new VirtualAuthenticator(session, authenticatorId);
  }

  /** From now on its user gives the right PIN, or not. */
  async verifiesUser(isUserVerified: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.authenticatorId, isUserVerified });
  }

  async held(): Promise<HeldPasskey[]> {
    const { authenticatorId } = this;
    return (await this.session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  }

  /** Puts a copy into it. */
  async take(credential: HeldPasskey): Promise<void> {
    await this.session.send('WebAuthn.addCredential', { authenticatorId: this.authenticatorId, credential });
  }
}
