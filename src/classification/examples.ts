import { cite, type Citation } from '../kernel/citation';

/** How a published paper itself answers a question for some function, summarized in our words. */
export interface WorkedExample {
  readonly fact: string;
  /** The answer that the example gives, in words. */
  readonly answer: string;
  readonly text: string;
  readonly cites: readonly Citation[];
}

const example = (fact: string, answer: string, text: string, ...cites: Citation[]): WorkedExample => ({
  ...{ fact, answer, text, cites },
});

const hall = (section: string): Citation => cite('TH-2026-03-11', section);

/** Examples that hold under every edition: the statute, the policy for device software functions, the guidance of 2022. */
const LASTING: readonly WorkedExample[] = [
  example(
    'administrativeOnly',
    'Yes',
    'Software that determines billing codes, processes claims, or schedules rooms, beds and shifts.',
    cite('DSF-2022-09-28', 'App. A.4'),
  ),
  example(
    'medicalPurpose',
    'No',
    'Software that distributes general education about a disease or a procedure and helps patients to ask questions.',
    cite('DSF-2022-09-28', 'App. A.3'),
  ),
  example(
    'outputType',
    'An order set',
    'Order sets for admission to intensive care, in the groups that guidelines give. The professional picks among them.',
    cite('CDS-2022-09-28', '§V.A(1)(a)'),
  ),
  example(
    'singleSpecificOutput',
    'No',
    'Software that matches diagnosis, treatments and allergies of a patient to current guidelines, as references to read.',
    cite('CDS-2022-09-28', '§V.A(2)(a)'),
  ),
  example(
    'basisIndependentlyReviewable',
    'No',
    'Treatments of depression in an order of priority from a database of studies, where full reports and the studies that match best are not shown.',
    cite('CDS-2022-09-28', '§V.C(34)'),
  ),
  example(
    'analysesImageSignalOrPattern',
    'Yes',
    'Software that takes variants of a sequencing run, as a VCF file, and lists approved treatments.',
    cite('CDS-2022-09-28', '§V.C(18)'),
  ),
  example(
    'policyItem',
    'App. B.7',
    'A checklist of common symptoms that gives a list of possible conditions and says when to see a professional.',
    cite('DSF-2022-09-28', 'App. B.7'),
  ),
];

/** Examples of the guidance as re-issued on 2026-01-29, as FDA told them at its town hall. */
const OF_2026: readonly WorkedExample[] = [
  example(
    'function',
    'In a sentence',
    'It predicts the risk of cardiovascular events from weight, smoking, blood pressure and a BNP result.',
    hall('discretion example 1'),
  ),
  example(
    'users',
    'Patients',
    'A calculator that gives a patient the bolus of insulin from carbohydrates, glucose and activity is for no professional.',
    hall('§V.C example 28'),
  ),
  example(
    'inputKinds',
    'Text of a radiologist’s report',
    'A draft of a summary from the findings that the radiologist wrote. The image itself is not read.',
    hall('discretion example 4'),
  ),
  example(
    'samplingPattern',
    'Repeated',
    'Hourly oximetry and heart rate are a pattern, also where they are read from the patient record.',
    hall('§V.C example 24'),
  ),
  example(
    'analysesImageSignalOrPattern',
    'Yes',
    'Images of a near-infrared camera that are analysed for a hematoma of the brain.',
    hall('§V.C example 5'),
  ),
  example(
    'inputRelevanceWellUnderstood',
    'No',
    'Genomic variants whose relevance is not established, added to an otherwise accepted risk model.',
    hall('discretion example 1, however'),
  ),
  example(
    'outputType',
    'A risk score',
    'One risk of future cardiovascular events. It fails the third criterion only, and FDA does not intend to enforce.',
    hall('discretion example 1'),
  ),
  example(
    'singleSpecificOutput',
    'Yes',
    'One specific approved antibiotic, from symptoms, a recent stay in hospital and earlier antibiotics.',
    hall('discretion example 3'),
  ),
  example(
    'singleOutputClinicallyAppropriate',
    'Yes',
    'Chronic low back pain: one pathway, conservative care or referral to surgery. It fails the third criterion only.',
    hall('discretion example 6'),
  ),
  example(
    'directsOrReplacesJudgment',
    'Yes',
    'A definitive diagnosis out of images, waveforms or signals.',
    hall('discretion example 5, however'),
  ),
  example(
    'timeCritical',
    'Yes',
    'Reported findings of imaging and data of admission that lead to a transfer to a stroke center.',
    hall('§V.C example 27'),
  ),
];

const IMDRF: readonly WorkedExample[] = [
  example(
    'significance',
    'It treats or diagnoses',
    'A microphone that detects sleep apnea and rouses the sleeper: category III.',
    cite('N12', '§7.4'),
  ),
  example(
    'significance',
    'It drives clinical management',
    'A score of the risk of colorectal cancer in a population at high risk: category III.',
    cite('N12', '§7.4'),
  ),
  example(
    'situation',
    'Critical',
    'Fractal analysis of a skin lesion that tells malignant from benign: category IV.',
    cite('N12', '§7.4'),
  ),
  example(
    'situation',
    'Not serious',
    'Guidance to the next diagnostic step in astigmatism: category I.',
    cite('N12', '§7.4'),
  ),
  example(
    'professionalSupport',
    'No',
    'A lay user alone in a serious situation: it counts as critical.',
    cite('N12', '§5.2.2'),
  ),
  example(
    'uses',
    'Several',
    'A function that informs in one situation and drives management in another has the higher of the two categories.',
    cite('N12', '§7.1'),
  ),
];

/** The worked examples of an edition, in the order of its questions; those of its own text before the others. */
export const examplesOf = (ruleSet: string): readonly WorkedExample[] => {
  if (ruleSet.startsWith('IMDRF')) return IMDRF;
  return ruleSet === 'CDS-2022-09-28' ? LASTING : [...OF_2026, ...LASTING];
};
