import { CreateAuditTrail1764000000000 } from './1764000000000-create-audit-trail';
import { CreateModels1764000100000 } from './1764000100000-create-models';
import { CreateFunctions1764000200000 } from './1764000200000-create-functions';
import { CreateEvidence1764000300000 } from './1764000300000-create-evidence';
import { CreateClassifications1764000400000 } from './1764000400000-create-classifications';
import { CreateDossiers1764000500000 } from './1764000500000-create-dossiers';
import { StampAuditEvents1764001000000 } from './1764001000000-stamp-audit-events';
import { RequireAuditEvents1764001100000 } from './1764001100000-require-audit-events';
import { GuardVersionLifecycle1764001200000 } from './1764001200000-guard-version-lifecycle';
import { TieRecordsTogether1764001300000 } from './1764001300000-tie-records-together';
import { CreateHistory1764002000000 } from './1764002000000-create-history';
import { CreateClaims1764003000000 } from './1764003000000-create-claims';
import { CreateEvidenceLinks1764003100000 } from './1764003100000-create-evidence-links';
import { CreateWithdrawals1764003200000 } from './1764003200000-create-withdrawals';
import { CreateVersionLabeling1764003300000 } from './1764003300000-create-version-labeling';
import { CreateSubmissions1764003400000 } from './1764003400000-create-submissions';
import { CreateFormDrafts1764003500000 } from './1764003500000-create-form-drafts';
import { KnowSuppliers1764003600000 } from './1764003600000-know-suppliers';
import { WriteInOneGo1764003700000 } from './1764003700000-write-in-one-go';
import { SearchRecords1764004000000 } from './1764004000000-search-records';
import { OrderLists1764004100000 } from './1764004100000-order-lists';
import { CreateLog1764005000000 } from './1764005000000-create-log';
import { WatchFiles1764005100000 } from './1764005100000-watch-files';
import { CreateJobs1764005150000 } from './1764005150000-create-jobs';
import { CreateAnchors1764005200000 } from './1764005200000-create-anchors';
import { CreateRetention1764005300000 } from './1764005300000-create-retention';
import { KnowUses1764005310000 } from './1764005310000-know-uses';
import { GuardRetention1764005320000 } from './1764005320000-guard-retention';
import { CreateAcceptedLosses1764005500000 } from './1764005500000-create-accepted-losses';
import { LightenAuditEvents1764006000000 } from './1764006000000-lighten-audit-events';
import { CreatePeople1764007000000 } from './1764007000000-create-people';
import { CreateCredentials1764007100000 } from './1764007100000-create-credentials';
import { CreateTokens1764007200000 } from './1764007200000-create-tokens';
import { CreatePasskeyChallenges1764007300000 } from './1764007300000-create-passkey-challenges';
import { EndExemptions1764007400000 } from './1764007400000-end-exemptions';
import { CreateDelegations1764007900000 } from './1764007900000-create-delegations';
import { CreateSignatures1764008000000 } from './1764008000000-create-signatures';
import { GuardSignatures1764008100000 } from './1764008100000-guard-signatures';
import { AuditorGrants1764008200000 } from './1764008200000-auditor-grants';
import { CreateOpenid1764008400000 } from './1764008400000-create-openid';
import { CreateComments1764008600000 } from './1764008600000-create-comments';
import { GuardComments1764008610000 } from './1764008610000-guard-comments';
import { QueueDossiers1764008710000 } from './1764008710000-queue-dossiers';
import { KnowSignersZone1764008720000 } from './1764008720000-know-signers-zone';
import { LockSignIns1764008730000 } from './1764008730000-lock-sign-ins';
import { KnowFreshEvidence1764008740000 } from './1764008740000-know-fresh-evidence';
import { CreateSavedViews1764008750000 } from './1764008750000-create-saved-views';
import { FindDossiers1764008760000 } from './1764008760000-find-dossiers';
import { CreateNotices1764008770000 } from './1764008770000-create-notices';
import { KeepSpreadsheets1764008780000 } from './1764008780000-keep-spreadsheets';
import { CreateRenditions1764008783000 } from './1764008783000-create-renditions';
import { SealDossiers1764008784000 } from './1764008784000-seal-dossiers';
import { RecordActsTogether1764008785000 } from './1764008785000-record-acts-together';

/** In the order in which they run. A migration that was released is never edited. */
export const MIGRATIONS = [
  CreateAuditTrail1764000000000,
  CreateModels1764000100000,
  CreateFunctions1764000200000,
  CreateEvidence1764000300000,
  CreateClassifications1764000400000,
  CreateDossiers1764000500000,
  StampAuditEvents1764001000000,
  RequireAuditEvents1764001100000,
  GuardVersionLifecycle1764001200000,
  TieRecordsTogether1764001300000,
  CreateHistory1764002000000,
  CreateClaims1764003000000,
  CreateEvidenceLinks1764003100000,
  CreateWithdrawals1764003200000,
  CreateVersionLabeling1764003300000,
  CreateSubmissions1764003400000,
  CreateFormDrafts1764003500000,
  KnowSuppliers1764003600000,
  WriteInOneGo1764003700000,
  SearchRecords1764004000000,
  OrderLists1764004100000,
  CreateLog1764005000000,
  WatchFiles1764005100000,
  CreateJobs1764005150000,
  CreateAnchors1764005200000,
  CreateRetention1764005300000,
  KnowUses1764005310000,
  GuardRetention1764005320000,
  CreateAcceptedLosses1764005500000,
  LightenAuditEvents1764006000000,
  CreatePeople1764007000000,
  CreateCredentials1764007100000,
  CreateTokens1764007200000,
  CreatePasskeyChallenges1764007300000,
  EndExemptions1764007400000,
  CreateDelegations1764007900000,
  CreateSignatures1764008000000,
  GuardSignatures1764008100000,
  AuditorGrants1764008200000,
  CreateOpenid1764008400000,
  CreateComments1764008600000,
  GuardComments1764008610000,
  QueueDossiers1764008710000,
  KnowSignersZone1764008720000,
  LockSignIns1764008730000,
  KnowFreshEvidence1764008740000,
  CreateSavedViews1764008750000,
  FindDossiers1764008760000,
  CreateNotices1764008770000,
  KeepSpreadsheets1764008780000,
  CreateRenditions1764008783000,
  SealDossiers1764008784000,
  RecordActsTogether1764008785000,
];
