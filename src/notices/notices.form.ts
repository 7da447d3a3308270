import { formOf } from '../http/pages/forms/form';
import { ChooseNotices } from './notice-choice.dto';

/** How a person is asked what is to be mailed. */
export const CHOOSE_NOTICES = formOf({
  ...{ name: 'notices', input: ChooseNotices, act: 'Save what is mailed to me' },
  parts: [
    {
      heading: 'Mail',
      hint: 'Nothing is mailed until you choose it.',
      fields: {
        address: {
          label: 'Address',
          hint: 'One that nobody gave us before is mailed a link first; nothing else is sent there until you follow it.',
        },
        mentions: {
          label: 'Mentions of me, at once',
          hint: 'One mail for each comment that names you or asks you something.',
        },
        digest: {
          label: 'A daily digest of my work',
          hint: 'What waits for you, once a day; no mail on a day without.',
        },
        digestHour: { label: 'Hour of the digest', hint: 'From 0 to 23, where you are.', unit: 'o’clock' },
        expiring: {
          label: 'Evidence that holds until a day',
          options: { none: 'No mail about it', mine: 'What I recorded or signed', all: 'All evidence' },
        },
        expiringDays: {
          label: 'How long before',
          options: { '30': '30 days', '60': '60 days', '90': '90 days' },
        },
      },
    },
    {
      heading: 'When',
      fields: {
        timeZone: { label: 'Time zone', hint: 'As the IANA database names it, such as America/Chicago; UTC without.' },
        quietFrom: {
          label: 'Quiet from',
          hint: 'From 0 to 23. What comes then is sent when the quiet ends.',
          unit: 'o’clock',
        },
        quietUntil: { label: 'Quiet until', hint: 'From 0 to 23.', unit: 'o’clock' },
      },
    },
  ],
});
