import { Noun, Says } from '../http/says';

@Noun('FoundRecord', 'A record that was found; all of it is plain text')
export class FoundAnswer {
  @Says.text('The list that it stands in: `evidence`, `claims`') kind: string;
  @Says.id() id: string;
  @Says.mayText('As it is cited: `EV-0001`') code: string | null;
  @Says.text() label: string;
  @Says.text('Around the words that were found') snippet: string;
  @Says.href() href: string;
}
