import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../../access/may';
import { ByReader, type Reading } from '../../access/reading';
import { Within } from '../../access/within';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { presentClaimsTab } from './claims-page';
import { FunctionTabs } from './function-tabs.service';
import { presentDeterminationsTab, presentUsesTab } from './function-tabs-page';
import { VersionOverviews } from './overview.service';
import { presentVersionPage } from './version-page';
import { VersionLists } from './version-lists.service';
import { presentDossiersTab, presentEvidenceTab, presentSubmissionsTab, presentTrailTab } from './version-lists-page';
import { ClaimsTabQuery, EvidenceTabQuery, TrailTabQuery } from './versions.dto';

/** Versions, for people; their pages read from every room. */
@Controller('versions')
export class VersionsPages {
  constructor(
    private readonly overviews: VersionOverviews,
    private readonly functions: FunctionTabs,
    private readonly lists: VersionLists,
  ) {}

  @Get(':id')
  @May('record:read')
  @Within('model_version')
  @Does('showVersion', 'Show a version, what its dossier lacks and where it stands')
  @Page('versions/overview')
  async one(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentVersionPage(await this.overviews.of(id, reader, asOf));
  }

  @Get(':id/intended-use')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionUses', 'Show what each function of a version is for')
  @Page('versions/intended-use')
  async uses(@Id() id: string, @ByReader() reader: Reading) {
    return presentUsesTab(await this.functions.uses(id, reader));
  }

  @Get(':id/classification')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionClassifications', 'Show what is decided of each function of a version')
  @Page('versions/classification')
  async determinations(@Id() id: string, @ByReader() reader: Reading) {
    return presentDeterminationsTab(await this.functions.determinations(id, reader));
  }

  @Get(':id/evidence')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionEvidence', 'Show the evidence of a version')
  @Page('versions/evidence')
  async evidence(@Id() id: string, @ByReader() reader: Reading, @Query() { cursor }: EvidenceTabQuery) {
    return presentEvidenceTab(await this.lists.evidence(id, reader, cursor));
  }

  @Get(':id/claims')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionClaims', 'Show the claims of a version against what shows them')
  @Page('versions/claims')
  async claims(@Id() id: string, @ByReader() reader: Reading, @Query() query: ClaimsTabQuery) {
    return presentClaimsTab(await this.functions.claims(id, reader), query);
  }

  @Get(':id/submissions')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionSubmissions', 'Show what went to authorities about a version')
  @Page('versions/submissions')
  async submissions(@Id() id: string, @ByReader() reader: Reading) {
    return presentSubmissionsTab(await this.lists.submissions(id, reader));
  }

  @Get(':id/dossiers')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionDossiers', 'Show the dossiers of a version')
  @Page('versions/dossiers')
  async dossiers(@Id() id: string, @ByReader() reader: Reading) {
    return presentDossiersTab(await this.lists.dossiers(id, reader));
  }

  @Get(':id/trail')
  @May('record:read')
  @Within('model_version')
  @Does('showVersionTrail', 'Show what happened to a version and all under it')
  @Page('versions/trail')
  async trail(@Id() id: string, @ByReader() reader: Reading, @Query() { before }: TrailTabQuery) {
    return presentTrailTab(await this.lists.trail(id, reader, before));
  }
}
