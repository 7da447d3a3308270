import { whatWouldChange } from '../../src/classification/changes';
import { classify } from '../../src/classification/classify';

const options = {
  users: ['HCP'],
  medicalPurpose: true,
  analysesImageSignalOrPattern: false,
  inputRelevanceWellUnderstood: true,
  singleSpecificOutput: false,
  directsOrReplacesJudgment: false,
  timeCritical: false,
  basisIndependentlyReviewable: true,
};
const CDS = 'CDS-2026-01-29';
const changed = (ruleSet: string, facts: Record<string, unknown>) =>
  Object.fromEntries(
    whatWouldChange(ruleSet, facts).map((one) => [
      `${one.fact}=${JSON.stringify(one.value)}`,
      'disposition' in one ? one.disposition : one.imdrfCategory,
    ]),
  );

describe('what would change a determination', () => {
  it('is every single fact of which another value gives another disposition', () => {
    expect(changed(CDS, options)).toEqual({
      'administrativeOnly=true': 'NOT_DEVICE_520o_A',
      'healthyLifestyleOnly=true': 'NOT_DEVICE_520o_B',
      'recordsOnly=true': 'NOT_DEVICE_520o_C',
      'displayOnly=true': 'NOT_DEVICE_520o_D',
      'medicalPurpose=false': 'NOT_DEVICE_NO_MEDICAL_PURPOSE',
      'users=["PATIENT"]': 'DEVICE_PATHWAY_UNDETERMINED',
      'users=["HCP","PATIENT"]': 'DEVICE_PATHWAY_UNDETERMINED',
      'analysesImageSignalOrPattern=true': 'DEVICE_PATHWAY_UNDETERMINED',
      'inputRelevanceWellUnderstood=false': 'DEVICE_PATHWAY_UNDETERMINED',
      'singleSpecificOutput=true': 'UNDETERMINED',
      'directsOrReplacesJudgment=true': 'DEVICE_PATHWAY_UNDETERMINED',
      'timeCritical=true': 'DEVICE_PATHWAY_UNDETERMINED',
      'basisIndependentlyReviewable=false': 'DEVICE_PATHWAY_UNDETERMINED',
    });
  });

  it('leaves out a fact that alone changes nothing', () => {
    const twice = { ...options, timeCritical: true, basisIndependentlyReviewable: false };
    expect(Object.keys(changed(CDS, twice))).not.toContain('timeCritical=false');
  });

  it('says what the answer to an open fact would give', () => {
    expect(changed(CDS, { ...options, timeCritical: null })).toMatchObject({
      'timeCritical=true': 'DEVICE_PATHWAY_UNDETERMINED',
      'timeCritical=false': 'NOT_DEVICE_520o_E',
    });
  });

  it('holds when it is tried', () => {
    for (const change of whatWouldChange(CDS, options)) {
      const { outcome } = classify({ ruleSet: CDS, facts: { ...options, [change.fact]: change.value } });
      expect(outcome).toMatchObject({ disposition: 'disposition' in change ? change.disposition : null });
    }
  });

  it('names the category, and the use, under N12', () => {
    const uses = [
      { significance: 'DRIVE_CLINICAL_MGMT', situation: 'SERIOUS', users: ['PATIENT'], professionalSupport: true },
      { significance: 'INFORM_CLINICAL_MGMT', situation: 'SERIOUS', users: ['PATIENT'], professionalSupport: true },
    ];
    expect(changed('IMDRF-N12-2014', { uses })).toEqual({ 'uses[0].professionalSupport=false': 'III' });
    expect(changed('IMDRF-N12-2014', uses[0])).toEqual({ 'professionalSupport=false': 'III' });
  });

  it('is refused for facts outside the vocabulary', () => {
    expect(() => whatWouldChange(CDS, { users: ['NURSE'] })).toThrow("/facts/users/0: 'NURSE' is not one of");
  });
});
