import type { Model } from '../../models/model.entity';
import type { Directory } from '../directory.rules';
import type { Draft } from '../draft';
import type { Row } from '../table.rules';
import { asText, flag, ID, may, must } from './column';
import { draftNamed, type NamedKind } from './named.rules';

export const MODEL_COLUMNS = [
  ID,
  must('name', 'the name, which is one in the record in whatever case it is written', 'Example Model'),
  must('kind', '“own”, or “third-party” for the model of a vendor; it does not change', 'own'),
  must('description', 'what it is, in a sentence or more', 'Lists options for a clinician who reviews them'),
  may('illustrative', '“yes” where it is made up to show the form, “no” when empty; it does not change', 'no'),
];

const MODEL: NamedKind<Model> = {
  noun: 'model',
  readings: { name: asText, kind: asText, description: asText, illustrative: flag },
  blank: { name: null, kind: null, description: null, illustrative: false },
  flat: ({ name, kind, description, illustrative }) => ({ name, kind, description, illustrative }),
  frozen: ['kind', 'illustrative'],
};

/** What a row of models comes to. */
export const draftModel = (row: Row, known: Directory<Model>): Draft => draftNamed(row, known, MODEL);
