import { Injectable } from '@nestjs/common';
import { ListAnswers } from '../../http/list-answers';
import { SignedLooks } from '../records/signed-looks';

/** Lists, and how far their rows are signed. */
@Injectable()
export class SignedLists {
  constructor(
    readonly lists: ListAnswers,
    readonly looks: SignedLooks,
  ) {}
}
