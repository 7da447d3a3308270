import { Noun, Says } from '../http/says';

@Noun('SavedView', 'An address of a list that somebody keeps under a name; what it shows depends on who looks')
export class SavedViewAnswer {
  @Says.id() id: string;
  @Says.text('The list: `evidence`') list: string;
  @Says.text() name: string;
  @Says.text('What follows the question mark of its address') query: string;
  @Says.yes('Whether everybody who reads the whole record may look by it') shared: boolean;
  @Says.text() ownerId: string;
  @Says.text() ownerName: string;
  @Says.instant() savedAt: Date;
}
