import { Answers, AnswersPage } from '../../src/http/answers';
import { fieldsOf } from '../../src/http/contract';
import { pageOf } from '../../src/http/page.answer';
import { Noun, nounOf, Says } from '../../src/http/says';
import type { Page } from '../../src/kernel/page';

@Noun('Room', 'A room of a house')
class RoomAnswer {
  @Says.text() name: string;
  @Says.mayText() note: string | null;
  @Says.oneOf(['cold', 'warm']) air: 'cold' | 'warm';
  @Says.instant() paintedAt: Date;
  @Says.absent(Says.count()) windows?: number;
}

/** What the compiler refuses here it refuses everywhere: an error that is expected and does not come is an error. */
class Misdescribed {
  // @ts-expect-error: a text is no number
  @Says.text() size: number;
  // @ts-expect-error: what may be null says so
  @Says.text() note: string | null;
  // @ts-expect-error: a word outside of the list
  @Says.oneOf(['cold', 'warm']) air: 'hot' | 'cold';
  // @ts-expect-error: what may be absent says so
  @Says.text() name?: string;
  // @ts-expect-error: one is no list
  @Says.one(() => RoomAnswer) rooms: RoomAnswer[];
}

const ROOM = { name: 'Hall', note: null, air: 'cold', paintedAt: new Date(0) } as const;

class Door {
  @Answers(200, 'As described', RoomAnswer)
  whole() {
    return { ...ROOM, windows: 2 };
  }

  @AnswersPage('rooms', RoomAnswer)
  page(): Promise<Page<typeof ROOM>> {
    return Promise.resolve({ items: [ROOM], next: null });
  }

  // @ts-expect-error: a field is missing
  @Answers(200, 'Too little', RoomAnswer)
  lacking() {
    return { name: 'Hall', air: 'cold' as const, paintedAt: new Date(0) };
  }

  // @ts-expect-error: a field is not described
  @Answers(200, 'Too much', RoomAnswer)
  more() {
    return { ...ROOM, key: 'under the mat' };
  }

  // @ts-expect-error: an item has a field that is not described
  @AnswersPage('rooms', RoomAnswer)
  moreOnAPage() {
    return { items: [{ ...ROOM, key: 'under the mat' }], next: null };
  }
}

describe('The description of an answer', () => {
  it('knows the fields of its class, in their order', () => {
    expect(fieldsOf(RoomAnswer)).toEqual(['name', 'note', 'air', 'paintedAt', 'windows']);
    expect(fieldsOf(Misdescribed)).toHaveLength(5);
  });

  it('has one page for one noun', () => {
    expect(pageOf(RoomAnswer)).toBe(pageOf(RoomAnswer));
    expect([nounOf(RoomAnswer), nounOf(pageOf(RoomAnswer))]).toEqual(['Room', 'RoomPage']);
    expect(fieldsOf(pageOf(RoomAnswer))).toEqual(['items', 'next']);
  });

  it('leaves what the route does as it was', async () => {
    expect(new Door().whole()).toEqual({ ...ROOM, windows: 2 });
    expect((await new Door().page()).items).toEqual([ROOM]);
  });
});
