import { Inject, Injectable } from '@nestjs/common';
import { OPENID, type OpenidGround } from '../../access/openid/openid-ground';
import { OWN_ORIGIN, type OwnOrigin } from '../../access/own-origin';
import { ANCHOR_GROUND, type AnchorGround } from '../../anchors/anchor-ground';
import { SERVICE_TERMS, type ServiceTerms } from '../../http/service-terms';

/** How the service is set, without a secret. */
export interface Settings {
  readonly origin: string | null;
  readonly terms: ServiceTerms;
  readonly anchors: AnchorGround;
  readonly openid: { readonly issuer: string; readonly acr: string | null } | null;
}

/** Gathers what the service was told at its start; who changes it does so where it is started. */
@Injectable()
export class SettingsReading {
  constructor(
    @Inject(OWN_ORIGIN) private readonly origin: OwnOrigin,
    @Inject(SERVICE_TERMS) private readonly terms: ServiceTerms,
    @Inject(ANCHOR_GROUND) private readonly anchors: AnchorGround,
    @Inject(OPENID) private readonly openid: OpenidGround | null,
  ) {}

  now(): Settings {
    const { origin, terms, anchors, openid } = this;
    return { origin, terms, anchors, openid: openid && { issuer: openid.issuer, acr: openid.acr } };
  }
}
