import { faultOf, normalized } from '../../src/access/credentials/password.rules';

const ABOUT = ['m.rivera', 'Maria Rivera-Ochoa', 'm.rivera@hospital.example', 'person-20-4711'];
const fault = (password: string) => faultOf(password, ABOUT);

describe('A password', () => {
  it.each([
    ['a sentence', 'kelp violin under nine lamps'],
    ['one of exactly fifteen characters', 'kelp violin 9 x'],
    ['letters of another script', 'крабы поют под луной'],
    ['fifteen characters outside of the first plane', '🦀🎻🌙🪔🧂🐙🦜🌵🥁🧭🪁🛶🎈🧵🪴'],
    ['spaces and signs', '  }{ kelp $ violin \t lamp  '],
    ['a common word among others', 'winter kelp in a violin case'],
  ])('may be %s', (_, password) => {
    expect(fault(password)).toBeNull();
  });

  it.each([
    ['fourteen characters', 'kelp violin 9 ', /15 to 256 characters; it has 14/],
    ['257 characters', 'kelp violin under lamps 7'.repeat(11).slice(0, 257), /15 to 256 characters; it has 257/],
    ['fifteen signs that are fourteen characters when composed', 'kelp violin 9e\u0301', /it has 14/],
    ['a known one', 'correct horse battery staple', /guessed first/],
    ['a known one in capitals and with signs', 'Correct-Horse_Battery.Staple', /guessed first/],
    ['one word twice', 'kelpviolinkelpviolin', /again and again/],
    ['one word twice and a beginning', 'kelp violin kelp violin k', /again and again/],
    ['four different characters', 'xyzwxxyzwwzyxwz', /again and again/],
    ['a sequence', 'abcdefghijklmnopq', /little more/],
    ['a sequence backwards', '9876543210zyxwvu', /little more/],
    ['rows of the keyboard', 'qwertyuiop asdfghjkl', /little more/],
    ['a common word and a sequence', 'Password123456789!', /little more/],
    ['the name of the service and a year', 'Predicate-2026!!', /little more/],
    ['the user name and a number', 'm.rivera.m.rivera.74', /again|little more/],
    ['a user name of parts and a number', 'person-20-4711.person-20-4711 1', /again|little more/],
    ['the printed name and a sign', 'Maria Rivera-Ochoa 1!', /little more/],
  ])('is refused as %s', (_, password, why) => {
    expect(fault(password)).toMatch(why);
  });

  it('is never quoted in what is said of it', () => {
    expect(fault('Maria Rivera-Ochoa 1!')).not.toMatch(/maria/i);
  });

  it('is one whatever a keyboard composes', () => {
    expect(normalized('cafe\u0301')).toBe(normalized('caf\u00e9'));
  });

  it('is judged in an instant, however hostile it is', () => {
    const began = performance.now();
    fault(`${'ab'.repeat(127)}c`);
    fault('a'.repeat(256));
    fault('abcdefghijk'.repeat(23));
    expect(performance.now() - began).toBeLessThan(200);
  });
});
