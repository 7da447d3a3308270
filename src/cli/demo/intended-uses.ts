import type { StateIntendedUse } from '../../intended-use/intended-use.dto';

const CLINICIANS = 'Physicians, nurse practitioners and physician assistants with a clinical role in the directory';
const RECORD_TEXT =
  'Text of the chart: problems, medicines, allergies, notes, single laboratory results, point-in-time vital signs, finished radiology reports';
const WITHIN_RECORD = 'Clinic and ward, within the electronic health record; not ambulance, operating room or triage';

/** What each of the four functions is for, in the order of the functions. */
export const intendedUses: readonly StateIntendedUse[] = [
  {
    statement:
      'To give a licensed clinician, for an adult patient in non-emergency care, a list of diagnostic and management options with the sources for each, so that the clinician can review the basis and decide.',
    medicalPurpose: 'Support of diagnosis and treatment by a health care professional',
    condition: 'Conditions of adult internal medicine, family medicine and hospital medicine',
    population: 'Adults aged 18 and over, all sexes, in the United States',
    users: CLINICIANS,
    environment: WITHIN_RECORD,
    inputs: `${RECORD_TEXT}. Retrieval corpus of dated guidelines and abstracts`,
    outputs:
      'Three to seven options in no stated order of certainty, each with for, against, what is missing, and sources',
    workflowRole: 'Informs. Opened by the clinician; writes nothing to the chart',
    autonomy: 'None: each use is a request by a person and ends with that person’s decision',
    exclusions:
      'Under 18; emergencies; images, waveforms, continuous monitoring; dosing; a single directive; use without the basis shown',
    contraindications: 'Decisions that cannot wait for the review of the basis',
  },
  {
    statement:
      'To draft, for an adult with an established diagnosis, one care plan that follows the applicable guideline, for a clinician to revise and finalise before anyone acts on it.',
    medicalPurpose: 'Support of treatment planning by a health care professional',
    condition: 'Type 2 diabetes, hypertension, heart failure with reduced ejection fraction, COPD',
    population: 'Adults aged 18 and over with the diagnosis confirmed in the chart',
    users: CLINICIANS,
    environment: WITHIN_RECORD,
    inputs: `${RECORD_TEXT}, and the confirmed problem list`,
    outputs: 'One draft plan, each line with its guideline, grade and date; every line editable',
    workflowRole: 'Drafts. Nothing is ordered or sent until the clinician has finalised the plan',
    autonomy: 'None: the draft has no effect of its own',
    exclusions: 'Conditions without a guideline in the corpus; acute decompensation; pregnancy; images and waveforms',
    contraindications: null,
  },
  {
    statement:
      'To match the record of a patient to current guidelines and peer-reviewed literature and to summarise what they say, for a clinician who reads the sources.',
    medicalPurpose: 'Support of clinical knowledge of a health care professional',
    condition: 'Any condition for which the corpus holds a guideline or study',
    population: 'Adults aged 18 and over',
    users: `${CLINICIANS}, clinical pharmacists`,
    environment: WITHIN_RECORD,
    inputs: 'A question in words, the problem list, and the dated corpus',
    outputs: 'A summary in which every sentence leads to its source, with the date of each',
    workflowRole: 'Informs. It answers a question that a person asked',
    autonomy: 'None',
    exclusions:
      'Sources that are not in the corpus; unverified web pages; genomic variants without established relevance',
    contraindications: null,
  },
  {
    statement:
      'To answer, in plain words, a patient’s question about a visit that is finished, from the notes of that visit, and to say when to call the clinic.',
    medicalPurpose: 'Understanding of one’s own condition and instructions by the patient',
    condition: 'Any condition treated in the visit',
    population: 'Adults aged 18 and over who use the patient portal',
    users: 'Patients and their caregivers',
    environment: 'At home, in the patient portal',
    inputs: 'The finished notes and instructions of one visit, and the question',
    outputs: 'An answer in plain words with the lines of the notes that it rests on',
    workflowRole: 'Answers the patient directly; a copy goes to the clinic’s inbox',
    autonomy: 'The answer is sent without review',
    exclusions: 'New symptoms; changes of medicines; emergencies, which are answered with the emergency number alone',
    contraindications: null,
  },
];
