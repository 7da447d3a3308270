import { Inject, Injectable } from '@nestjs/common';
import { OPENID, type OpenidGround } from '../../access/openid/openid-ground';
import { OWN_ORIGIN, type OwnOrigin } from '../../access/own-origin';
import { ANCHOR_GROUND, type AnchorGround } from '../../anchors/anchor-ground';
import { recordedSeal, SEAL_GROUND, type SealGround } from '../../dossiers/seal/seal-ground';
import type { RecordedSeal } from '../../dossiers/seal/recorded-seal';
import { CLOCK, type Clock } from '../../kernel/clock';
import { SERVICE_TERMS, type ServiceTerms } from '../../http/service-terms';

/** How the service is set, without a secret. */
export interface Settings {
  readonly origin: string | null;
  readonly terms: ServiceTerms;
  readonly anchors: AnchorGround;
  readonly seals: { readonly seal: RecordedSeal; readonly isStampRequired: boolean; readonly now: Date };
  readonly openid: { readonly issuer: string; readonly acr: string | null } | null;
}

/** Who outside vouches for what is done here: for the log, and for dossiers. */
@Injectable()
export class VouchersReading {
  constructor(
    @Inject(ANCHOR_GROUND) readonly anchors: AnchorGround,
    @Inject(SEAL_GROUND) private readonly seal: SealGround,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get seals(): Settings['seals'] {
    const { isStampRequired } = this.seal;
    return { seal: recordedSeal(this.seal), isStampRequired, now: this.clock.now() };
  }
}

/** Gathers what the service was told at its start; who changes it does so where it is started. */
@Injectable()
export class SettingsReading {
  constructor(
    @Inject(OWN_ORIGIN) private readonly origin: OwnOrigin,
    @Inject(SERVICE_TERMS) private readonly terms: ServiceTerms,
    private readonly vouchers: VouchersReading,
    @Inject(OPENID) private readonly openid: OpenidGround | null,
  ) {}

  now(): Settings {
    const { origin, terms, openid } = this;
    const { anchors, seals } = this.vouchers;
    return { origin, terms, anchors, seals, openid: openid && { issuer: openid.issuer, acr: openid.acr } };
  }
}
