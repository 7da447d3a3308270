import { Noun, Says } from '../http/says';
import {
  type EvaluatedModel,
  type EvidenceSource,
  type Format,
  FORMATS,
  type ImportWarning,
  type NormalForm,
  type ProposedFact,
  type Provenance,
  PROVENANCES,
  RUN_STATUSES,
  type RunStatus,
  type Tool,
  WARNING_CODES,
  type WarningCode,
} from './normal-form';
import { ResultRecordAnswer } from './result-record.answer';

@Noun('Tool', 'What the figures were made with')
export class ToolAnswer implements Tool {
  @Says.text() name: string;
  @Says.mayText() version: string | null;
  @Says.mayText() commit: string | null;
}

@Noun('EvaluatedModel', 'The model under test, as the file names it')
export class EvaluatedModelAnswer implements EvaluatedModel {
  @Says.mayText() id: string | null;
  @Says.mayText() revision: string | null;
  @Says.mayText() digest: string | null;
  @Says.mayText() source: string | null;
  @Says.mayText() args: string | null;
}

@Noun('EvidenceSource', 'The file that was read')
export class EvidenceSourceAnswer implements EvidenceSource {
  @Says.text() file: string;
  @Says.digest() sha256: string;
  @Says.count() size: number;
}

@Noun('ProposedFact', 'Text of the file that a person may accept for a field')
export class ProposedFactAnswer implements ProposedFact {
  @Says.text() field: string;
  @Says.text() text: string;
  @Says.text('JSON pointer into the file') at: string;
}

@Noun('ImportWarning', 'What an importer noticed')
export class ImportWarningAnswer implements ImportWarning {
  @Says.oneOf(WARNING_CODES) code: WarningCode;
  @Says.text() detail: string;
  @Says.mayText('JSON pointer into the file; null for the whole of it') at: string | null;
}

@Noun('NormalForm', 'What an importer makes of a results file. Null says that the file does not say it')
export class NormalFormAnswer implements NormalForm {
  @Says.oneOf(FORMATS) format: Format;
  @Says.mayText() formatVersion: string | null;
  @Says.one(() => ToolAnswer) tool: ToolAnswer;
  @Says.one(() => EvaluatedModelAnswer) model: EvaluatedModelAnswer;
  @Says.mayText() judgeModel: string | null;
  @Says.mayText('Start of the run in UTC; without a zone when the file gives none') evaluatedAt: string | null;
  @Says.oneOf(RUN_STATUSES) status: RunStatus;
  @Says.mayNumber('A number of items, or below 1 a share of them') limit: number | null;
  @Says.oneOf(PROVENANCES) provenance: Provenance;
  @Says.one(() => EvidenceSourceAnswer) source: EvidenceSourceAnswer;
  @Says.text('Importer and its version') importer: string;
  @Says.list(() => ResultRecordAnswer) records: readonly ResultRecordAnswer[];
  @Says.list(() => ProposedFactAnswer) facts: readonly ProposedFactAnswer[];
  @Says.texts('What a dossier needs and the file lacks') missing: readonly string[];
  @Says.list(() => ImportWarningAnswer) warnings: readonly ImportWarningAnswer[];
}
