import { Noun, Says } from '../http/says';
import type { ResultRecord } from './normal-form';

@Noun('ResultRecord', 'One figure of the file. Null says that the file does not say it, and is never 0')
export class ResultRecordAnswer implements ResultRecord {
  @Says.text() task: string;
  @Says.mayText() taskVersion: string | null;
  @Says.mayText() taskHash: string | null;
  @Says.mayText() dataset: string | null;
  @Says.mayText() datasetConfig: string | null;
  @Says.mayText() datasetVersion: string | null;
  @Says.mayText() split: string | null;
  @Says.mayText('As `sex=female`; null is the whole set') subgroup: string | null;
  @Says.text() metric: string;
  @Says.mayText() filter: string | null;
  @Says.mayNumber() value: number | null;
  @Says.text('In the digits of the file') valueText: string;
  @Says.mayText() unit: string | null;
  @Says.mayNumber() stderr: number | null;
  @Says.mayNumber() ciLow: number | null;
  @Says.mayNumber() ciHigh: number | null;
  @Says.mayNumber('In percent') ciLevel: number | null;
  @Says.mayNumber('Items scored, never the size of the data set') n: number | null;
  @Says.mayNumber() nShot: number | null;
  @Says.mayNumber() threshold: number | null;
  @Says.mayYes() passed: boolean | null;
  @Says.yes('Pools other records') isGroup: boolean;
  @Says.mayYes() higherIsBetter: boolean | null;
  @Says.yes('Computed here, not said by the file') derived: boolean;
}
