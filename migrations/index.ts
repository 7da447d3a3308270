import { CreateAuditTrail1764000000000 } from './1764000000000-create-audit-trail';
import { CreateModels1764000100000 } from './1764000100000-create-models';
import { CreateFunctions1764000200000 } from './1764000200000-create-functions';
import { CreateEvidence1764000300000 } from './1764000300000-create-evidence';
import { CreateClassifications1764000400000 } from './1764000400000-create-classifications';
import { CreateDossiers1764000500000 } from './1764000500000-create-dossiers';

/** In the order in which they run. A migration that was released is never edited. */
export const MIGRATIONS = [
  CreateAuditTrail1764000000000,
  CreateModels1764000100000,
  CreateFunctions1764000200000,
  CreateEvidence1764000300000,
  CreateClassifications1764000400000,
  CreateDossiers1764000500000,
];
