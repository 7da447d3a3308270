import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Because, MayBecause } from '../http/because.dto';
import { Choice, Day, Digest, IdOf, MayWords, WhenSent, Words } from '../http/fields';
import { MayDay } from '../http/may-day';
import { MayListOfIds } from '../http/number-fields';
import type { Submission, SubmissionCoverage, SubmissionLetter } from './submission.entity';
import { DECISION_KINDS, type DecisionKind, SUBMISSION_KINDS, type SubmissionKind } from './submission.rules';

const MayMatch = (pattern: RegExp, message: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, pattern: pattern.source, nullable: true, required: false }),
    IsOptional(),
    Matches(pattern, { message }),
  );

const ProductCode = (): PropertyDecorator => MayMatch(/^[A-Z]{3}$/, 'must be three capital letters');
const RegulationNumber = (): PropertyDecorator =>
  MayMatch(/^\d{3}\.\d{4}$/, 'must be a part and a section of 21 CFR, as text, such as "892.2050"');

export class RegisterSubmission extends MayBecause {
  @IdOf('The model that it is about') modelId: string;
  @Choice(SUBMISSION_KINDS) kind: SubmissionKind;
  @Words(2, 100) authority: string;
  @MayWords(40) number?: string | null;
  @Day() submittedOn: string;
  @MayDay() decidedOn?: string | null;
  @WhenSent() @Choice(DECISION_KINDS) decisionKind: DecisionKind = 'pending';
  @MayWords(4000) decision?: string | null;
  @ProductCode() productCode?: string | null;
  @RegulationNumber() regulationNumber?: string | null;
  @MayListOfIds('The versions that it covers') versionIds?: string[];
  @MayListOfIds('The functions that it covers') functionIds?: string[];
}

/** What changes, and why; a list takes the place of the whole list before. */
export class ReviseSubmission extends Because {
  @MayWords(40) number?: string | null;
  @WhenSent() @Day() submittedOn?: string;
  @MayDay() decidedOn?: string | null;
  @WhenSent() @Choice(DECISION_KINDS) decisionKind?: DecisionKind;
  @MayWords(4000) decision?: string | null;
  @ProductCode() productCode?: string | null;
  @RegulationNumber() regulationNumber?: string | null;
  @MayListOfIds('The versions that it covers') versionIds?: string[];
  @MayListOfIds('The functions that it covers') functionIds?: string[];
}

export class AddLetter extends MayBecause {
  @Digest() sha256: string;
  @Words(1, 255) name: string;
}

/** A submission with what it covers today and with its letters. */
export interface DescribedSubmission {
  readonly submission: Submission;
  readonly coverage: readonly SubmissionCoverage[];
  readonly letters: readonly SubmissionLetter[];
}

const ids = (all: readonly (string | null)[]): string[] => all.filter((id) => id !== null);

export const presentSubmission = ({ submission, coverage, letters }: DescribedSubmission) => ({
  ...submission,
  recordedBy: 'the organization, from the letters; not the authority’s own record',
  versionIds: ids(coverage.map(({ versionId }) => versionId)),
  functionIds: ids(coverage.map(({ functionId }) => functionId)),
  letters: letters.map(({ sha256, name, addedBy, addedAt }) => ({
    ...{ sha256, name, addedBy, addedAt },
    href: `/api/v1/files/${sha256}`,
  })),
  href: `/api/v1/submissions/${submission.id}`,
});
