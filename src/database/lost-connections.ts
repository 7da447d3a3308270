import { Logger } from '@nestjs/common';

const log = new Logger('Database');

/** A connection that the server ends is a warning, not the end: the pool makes a new one when it is needed. */
export const tellLost = (error: Error): void => log.warn('A connection was lost', error);
