import { isAnswering, onTraffic } from '../../observability/traffic';

/** How long a drawing stands aside at the most, and how long it then goes on whoever is answered, milliseconds. */
interface Share {
  readonly waits: number;
  readonly works: number;
}

/** A person waits for what is not in the background: it is half as fast at the worst. */
const SHARES = { background: { waits: 100, works: 5 }, foreground: { waits: 10, works: 10 } } as const;

/** What can be stopped where it is, and goes on from there. */
export interface Stoppable {
  stop(): void;
  goOn(): void;
}

/** Does something after so many milliseconds, unless it is called off. */
export type Later = (act: () => void, milliseconds: number) => () => void;

const LATER: Later = (act, milliseconds) => {
  const timer = setTimeout(act, milliseconds).unref();
  return () => clearTimeout(timer);
};

/**
 * Has a drawing stand aside while requests are answered: one that comes last for a core still makes service and database
 * share the other, and those who ask would feel it. It goes on when nobody is answered, and never stands for good. Gives
 * what ends this; the drawing then goes on.
 */
export function givingWay(drawing: Stoppable, inBackground: boolean, later = LATER): () => void {
  const { waits, works }: Share = inBackground ? SHARES.background : SHARES.foreground;
  let state: 'free' | 'standing' | 'working' = 'free';
  let callOff = (): void => undefined;
  const stand = (): void => {
    state = 'standing';
    drawing.stop();
    callOff = later(work, waits);
  };
  const work = (): void => {
    state = 'working';
    drawing.goOn();
    callOff = later(() => (isAnswering() ? stand() : free()), works);
  };
  const free = (): void => {
    callOff();
    state = 'free';
    drawing.goOn();
  };
  const unsubscribe = onTraffic((isBusy) => {
    if (isBusy && state === 'free') stand();
    else if (!isBusy && state === 'standing') free();
  });
  if (isAnswering()) stand();
  return () => {
    unsubscribe();
    free();
  };
}
