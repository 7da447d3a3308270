import { Because } from '../../because.dto';
import { formOf } from './form';
import { BECAUSE } from './reason';

/** Says that something holds no more, and why. What was said stays readable. */
export const WITHDRAW = formOf({
  ...{ name: 'withdrawal', input: Because, act: 'Withdraw it' },
  parts: [
    {
      ...BECAUSE,
      heading: 'Why it is withdrawn',
      hint: 'It stays readable, marked as withdrawn',
    },
  ],
});
