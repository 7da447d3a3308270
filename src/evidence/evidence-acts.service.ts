import { Injectable } from '@nestjs/common';
import { EvidenceLinks } from './evidence-links.service';
import { EvidenceRecorder } from './evidence-recorder';
import { VersionLabelings } from './version-labelings.service';

/** Everything that is done with evidence once it is there, and with the labeling beside it. */
@Injectable()
export class EvidenceActs {
  constructor(
    readonly recorder: EvidenceRecorder,
    readonly links: EvidenceLinks,
    readonly labelings: VersionLabelings,
  ) {}
}
