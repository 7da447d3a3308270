import { templateOf, templates } from '../../src/dossiers/template';
import { AUTHORITIES } from '../../src/kernel/authorities';
import { Refusal } from '../../src/kernel/refusal';

describe('A template', () => {
  it.each(templates().map((one) => [one.id, one] as const))(
    '%s says all that a dossier needs of it',
    (id, template) => {
      expect(template).toMatchObject({
        ...{
          id,
          edition: expect.stringMatching(/^\d+\.\d+$/) as string,
          language: expect.stringMatching(/^[a-z]{2}/) as string,
        },
        paper: expect.stringMatching(/^(letter|a4)$/) as string,
      });
      const ids = template.sections.map((section) => section.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { heading, summary, lead, cites } of template.sections) {
        expect([heading, summary, lead].every((text) => text.trim().length > 0)).toBe(true);
        expect(cites.length).toBeGreaterThan(0);
        for (const { source, section } of cites) {
          expect(Object.keys(AUTHORITIES)).toContain(source);
          expect(typeof section).toBe('string');
        }
      }
    },
  );

  it('has an id of its own', () => {
    const ids = templates().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('fda-samd');
  });

  it('is found by its id, and an unknown one is refused with those that there are', () => {
    expect(templateOf('fda-samd').id).toBe('fda-samd');
    for (const id of ['ce-mark', '', '../../package']) {
      expect(() => templateOf(id)).toThrow(Refusal);
      expect(() => templateOf(id)).toThrow(/\/template: must be one of .*fda-samd/);
    }
  });
});
