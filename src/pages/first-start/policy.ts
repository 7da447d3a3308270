/** What everybody accepts who signs here, in the edition that is kept with the acceptance (21 CFR 11.10(j), 11.100(c)(2)). */
export const POLICY = {
  title: 'Electronic signatures, edition 1',
  sentences: [
    'What I sign here is signed by me, and binds me as my signature by hand does.',
    'I answer for what is done under my name. Nobody else uses what I sign in with, and I use nobody else’s.',
    'I sign only what I have read, and say what my signature means: authorship, review, approval or responsibility.',
    'I tell an administrator at once when something that I sign in with may be in other hands.',
  ],
  cites: [
    { text: '21 CFR 11.10(j)', href: 'https://www.ecfr.gov/current/title-21/part-11/section-11.10' },
    { text: '21 CFR 11.100(c)(2)', href: 'https://www.ecfr.gov/current/title-21/part-11/section-11.100' },
  ],
} as const;
