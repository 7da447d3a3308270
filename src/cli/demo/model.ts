import { sha256 } from '../../kernel/digest';
import type { PartyRole } from '../../models/model-party.entity';
import type { AddFunction } from '../../intended-use/intended-use.dto';
import type { RegisterModel } from '../../models/model.dto';
import type { RegisterVersion } from '../../models/model-version.dto';
import type { RegisterOrganization } from '../../models/organization.dto';

export interface DemoParty {
  readonly organization: RegisterOrganization;
  readonly roles: readonly { readonly role: PartyRole; readonly note: string | null }[];
}

export const parties: readonly DemoParty[] = [
  {
    organization: { name: 'Example Health System', place: null, country: 'US' },
    roles: [
      { role: 'owner', note: 'Owns the model and its weights.' },
      { role: 'specification-developer', note: 'Starts the specification, states the intended use and releases.' },
      { role: 'deployer', note: 'First used in its own hospitals.' },
    ],
  },
  {
    organization: { name: 'Example Cloud Company', place: null, country: 'US' },
    roles: [
      { role: 'co-developer', note: 'Trains together with the owner under an agreement that pins every revision.' },
      { role: 'base-model-supplier', note: 'Gives notice before the base model changes.' },
      { role: 'host', note: 'Runs the model API through which other hospitals receive it.' },
    ],
  },
];

export const model: RegisterModel = {
  kind: 'own',
  name: 'Meridian Clinical',
  description:
    'A frontier clinical language model, owned by a health system and developed with a cloud company. Trained on de-identified records of the owner, used first in its own hospitals, offered to others by a cloud model API, and refined all the time.',
  illustrative: true,
};

/** There are no weights behind the demo: each digest is that of a line of text that says so. */
const madeUp = (what: string): string => sha256(`illustrative digest of ${what}, Meridian Clinical`);

export const firstVersion: RegisterVersion = {
  label: 'Meridian Clinical 1.3.0',
  semanticVersion: '1.3.0',
  artifacts: [{ kind: 'weights', name: 'meridian-clinical-1.3.0 weights', sha256: madeUp('weights 1.3.0') }],
  baseModel: { name: 'Example Base', revision: 'r3', supplier: 'Example Cloud Company' },
  trainingData: [],
  changeSummary: 'First version in routine use in the hospitals of the owner.',
};

export const version: RegisterVersion = {
  label: 'Meridian Clinical 2.0.0',
  semanticVersion: '2.0.0',
  artifacts: [
    { kind: 'weights', name: 'meridian-clinical-2.0.0 weights', sha256: madeUp('weights 2.0.0') },
    { kind: 'container', name: 'meridian-serve 2.0.0-r4 (OCI)', sha256: madeUp('container 2.0.0-r4') },
    { kind: 'prompt-bundle', name: 'prompt and policy bundle 2.0.0-r4', sha256: madeUp('prompts 2.0.0-r4') },
    { kind: 'retrieval-corpus', name: 'dated guidelines and abstracts', sha256: madeUp('corpus') },
  ],
  baseModel: { name: 'Example Base', revision: 'r4', supplier: 'Example Cloud Company' },
  trainingData: [
    {
      name: 'Clinical notes of the owner',
      description: 'Notes, reports and orders of adult encounters, split by patient from all test sets.',
      basis: 'expert-determination',
      sites: ['Example Health System, north', 'Example Health System, south'],
    },
    {
      name: 'Published guidelines',
      description: 'Guidelines and abstracts that are free to use, each with its date.',
      basis: 'public',
      sites: [],
    },
  ],
  changeSummary: 'New base model, wider retrieval corpus, care planning added.',
};

export const functions: readonly AddFunction[] = [
  { name: 'Clinical decision support', purpose: 'Lists diagnostic and management options with their sources.' },
  { name: 'Care planning', purpose: 'Drafts one care plan for a clinician to revise and finalise.' },
  { name: 'Knowledge synthesis', purpose: 'Matches a patient’s record to guidelines and literature.' },
  { name: 'Patient communication', purpose: 'Answers a patient’s question about a finished visit.' },
];
