import type { DecideClassification } from '../../classification/classification.dto';
import { CLINICAL_LEAD } from './people';
import {
  CAN_WAIT,
  CLINICIANS_ONLY,
  decide,
  KNOWN_INPUTS,
  MANY,
  MD,
  MEDICAL,
  ML,
  NO_DIRECTIVE,
  NO_SIGNAL,
  RA,
  REVIEWABLE,
} from './stated-facts';

const CDS = 'CDS-2026-01-29';
const N12 = 'IMDRF-N12-2014';

const decisionSupport: DecideClassification = {
  ...decide(CDS, 'All four criteria are met as the function is configured and used.', [
    MEDICAL,
    NO_SIGNAL,
    KNOWN_INPUTS,
    CLINICIANS_ONLY,
    MANY,
    NO_DIRECTIVE,
    CAN_WAIT,
    REVIEWABLE,
  ]),
  criterionRationales: [
    {
      step: 'c1',
      text: 'Episodic, point-in-time measurements are generally not a pattern. Radiology enters only as the text of a finished report.',
    },
    {
      step: 'c3',
      text: 'A list of options, with what speaks against each, is not a directive. No score, dose or alarm is produced.',
    },
    {
      step: 'c4',
      text: 'A language model may meet this criterion if it sufficiently enables review. It does so while the basis panel is open.',
    },
  ],
  dissent: [
    {
      by: CLINICAL_LEAD,
      text: 'The fourth criterion rests on a default, and defaults erode. I would treat the function as under discretion until the default is enforced by the record system and not by our policy file.',
    },
  ],
};

const carePlanning = decide(
  CDS,
  'It fails C3 only by giving one specific output; one plan is clinically appropriate.',
  [
    MEDICAL,
    NO_SIGNAL,
    KNOWN_INPUTS,
    CLINICIANS_ONLY,
    ['singleSpecificOutput', true, 'The function drafts one plan.', ML],
    [
      'singleOutputClinicallyAppropriate',
      true,
      'For the four conditions one guideline-based plan is appropriate, which the clinician revises.',
      MD,
    ],
    NO_DIRECTIVE,
    CAN_WAIT,
    REVIEWABLE,
  ],
);

const knowledgeSynthesis = decide(CDS, 'It matches a patient to literature that the clinician can read.', [
  MEDICAL,
  NO_SIGNAL,
  KNOWN_INPUTS,
  CLINICIANS_ONLY,
  ['singleSpecificOutput', false, 'The output is a summary with its sources, not a recommendation.', ML],
  NO_DIRECTIVE,
  CAN_WAIT,
  REVIEWABLE,
]);

const patientCommunication = decide(
  CDS,
  'The user is a patient and no policy of discretion is claimed; the function is withheld.',
  [
    MEDICAL,
    NO_SIGNAL,
    KNOWN_INPUTS,
    [
      'users',
      ['PATIENT', 'CAREGIVER'],
      'The answer goes to the patient unreviewed, so the patient is the user of the recommendation.',
      RA,
    ],
    ['singleSpecificOutput', true, 'One answer to one question.', ML],
    NO_DIRECTIVE,
    CAN_WAIT,
    ['basisIndependentlyReviewable', false, 'A patient is not asked to judge the basis.', MD],
  ],
);

const category = (significance: string, why: string, situation: string, because: string): DecideClassification =>
  decide(N12, 'The category follows from the statement of the function.', [
    ['significance', significance, why, MD],
    ['situation', situation, because, MD],
    CLINICIANS_ONLY,
  ]);

/** Device status and IMDRF category of each of the four functions, in the order of the functions. */
export const classifications: readonly (readonly DecideClassification[])[] = [
  [
    decisionSupport,
    category(
      'DRIVE_CLINICAL_MGMT',
      'It aids diagnosis and the choice of treatment.',
      'SERIOUS',
      'Adults in non-emergency care; the professional can detect an error.',
    ),
  ],
  [
    carePlanning,
    category(
      'DRIVE_CLINICAL_MGMT',
      'It guides the next steps of treatment.',
      'SERIOUS',
      'Chronic disease; timely care avoids long-term consequences.',
    ),
  ],
  [
    knowledgeSynthesis,
    category(
      'INFORM_CLINICAL_MGMT',
      'It gathers information and triggers no action.',
      'SERIOUS',
      'It may be asked about serious conditions.',
    ),
  ],
  [
    patientCommunication,
    decide(N12, 'The category follows from the statement of the function.', [
      ['significance', 'INFORM_CLINICAL_MGMT', 'It explains what was decided in the visit.', MD],
      ['situation', 'NON_SERIOUS', 'The visit is finished and its instructions are given.', MD],
      ['users', ['PATIENT', 'CAREGIVER'], 'Patients and their caregivers read the answer.', RA],
      ['professionalSupport', true, 'A copy goes to the clinic, which can be called.', RA],
    ]),
  ],
];
