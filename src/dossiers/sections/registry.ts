import { auditExtract } from './audit-extract';
import { c4Disclosure } from './c4-disclosure';
import { claims } from './claims';
import { classificationMemo } from './classification-memo';
import { files } from './files';
import { gaps } from './gaps';
import { intendedUse } from './intended-use';
import { logProof } from './log-proof';
import { modelSheet } from './model-sheet';
import { partiesAndFunctions } from './parties-and-functions';
import { provenance } from './provenance';
import type { Section } from './section';
import { signatures } from './signatures';
import { validationEvidence } from './validation-evidence';
import { verify } from './verify';

/** Every section that a template can name. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  verify,
  'c4-disclosure': c4Disclosure,
  'model-sheet': modelSheet,
  'parties-and-functions': partiesAndFunctions,
  'intended-use': intendedUse,
  classification: classificationMemo,
  provenance,
  evidence: validationEvidence,
  claims,
  signatures,
  gaps,
  'audit-extract': auditExtract,
  files,
  'log-proof': logProof,
};
