import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import type { StoredFile } from '../../evidence/stored-file.entity';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { Dossier } from '../dossier.entity';
import { DossierRendition } from './dossier-rendition.entity';
import type { Edition, RedactionRule } from './edition';
import { policyOf } from './policy';
import { redact, type Redacted } from './redact';
import { DEFAULT_POLICY, type MakeRendition } from './rendition.dto';
import { type CarriedDossier, RenditionFiles } from './rendition-files';

/** Renditions of issued dossiers: made from the record inside the stored PDF, kept, and told in the trail. */
@Injectable()
export class DossierRenditions {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: RenditionFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes one. Refuses a dossier of an older shape, and fields that are not in the record. */
  async make(actor: Actor, dossierId: string, asked: MakeRendition): Promise<DossierRendition> {
    const carried = await this.files.carried(dossierId);
    const edition = editionOf(carried, asked);
    const { sha256, pages } = await this.files.keep(actor, carried.record, edition);
    return this.auditTrail.record(actor, 'dossier.rendered', { reason: asked.reason }, (tx) => {
      tx.about(Dossier, dossierId);
      return tx.insert(DossierRendition, {
        ...{ id: newId(), dossierId, kind: edition.kind, sha256, pages, madeBy: actor.name, madeAt: this.clock.now() },
        ...(edition.kind === 'flat'
          ? { policy: null, policyEdition: null, rules: [], withheld: 0 }
          : {
              ...{ policy: edition.policy.id, policyEdition: edition.policy.edition, rules: [...edition.rules] },
              withheld: redactedBy(carried, edition.rules).withheld.length,
            }),
      });
    });
  }

  async get(id: string): Promise<DossierRendition> {
    const found = await this.unitOfWork.manager.findOneBy(DossierRendition, { id });
    if (found === null) throw Refusal.notFound(`Rendition ${id}`);
    return found;
  }

  /** Those of a dossier, the newest first. */
  of(dossierId: string): Promise<DossierRendition[]> {
    return this.unitOfWork.manager.find(DossierRendition, { where: { dossierId }, order: { id: 'DESC' }, take: 50 });
  }

  /** The PDF, hashed again while it is read. */
  async open(id: string): Promise<{ name: string; file: StoredFile; stream: Readable }> {
    const { sha256 } = await this.get(id);
    const { file, stream } = await this.files.open(sha256);
    return { name: file.name, file, stream };
  }

  /** What opens each withheld field: it says no more than the dossier, to those who may read that. */
  async disclosures(id: string): Promise<Redacted['disclosures']> {
    const { kind, dossierId, rules } = await this.get(id);
    return kind === 'flat' ? [] : redactedBy(await this.files.carried(dossierId), rules).disclosures;
  }
}

function redactedBy({ record }: CarriedDossier, rules: readonly RedactionRule[]): Redacted {
  const { blind, code } = record.dossier;
  if (blind === undefined)
    throw Refusal.invalidState(`${code} was issued before fields could be withheld; issue it again`);
  return redact(record, rules, blind);
}

/** Fields that were asked for beside the policy are a class each, so that each has its own reason. */
const asRules = (withhold: MakeRendition['withhold']): RedactionRule[] =>
  withhold.map(({ field, reason }, at) => ({ class: `asked-${at + 1}`, reason, fields: [field] }));

function editionOf(carried: CarriedDossier, { kind, policy: id, withhold }: MakeRendition): Edition {
  const { original } = carried;
  if (kind === 'flat') {
    if (withhold.length > 0 || typeof id === 'string')
      throw Refusal.validation([{ pointer: '/kind', detail: 'must be redacted where fields are withheld' }]);
    return { kind, original };
  }
  const { rules: own, ...policy } = policyOf(id ?? DEFAULT_POLICY);
  const rules = [...own, ...asRules(withhold)];
  const { withheld } = redactedBy(carried, rules);
  const idle = withhold.findIndex((_, at) => !withheld.some((one) => one.class === `asked-${at + 1}`));
  if (idle >= 0) {
    const detail = 'names no text of the record that is not withheld already';
    throw Refusal.validation([{ pointer: `/withhold/${idle}/field`, detail }]);
  }
  return { kind, original, policy, rules };
}
