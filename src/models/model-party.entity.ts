import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may answer for what (21 CFR 807.3(d), 807.20(a)(2); DSF policy §III.E: a host is not a manufacturer). */
export const PARTY_ROLES = [
  'owner',
  'manufacturer',
  'specification-developer',
  'co-developer',
  'base-model-supplier',
  'supplier',
  'host',
  'distributor',
  'deployer',
] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** An organization's role for a model, from then on until it is ended. */
@Entity('model_party')
export class ModelParty {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') modelId: string;
  @Column('uuid') organizationId: string;
  @Column('text') role: PartyRole;
  /** What that means here: an agreement, a notice period, a site. */
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) startedAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
}
