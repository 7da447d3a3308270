import { v7, validate, version } from 'uuid';

/** A new UUIDv7 (RFC 9562 §5.7): its order is the order of time, so that keys stay together in an index. */
export const newId = (): string => v7();

/** The millisecond in which a UUIDv7 was made. */
export const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/** Whether the text is a UUIDv7. */
export const isId = (text: string): boolean => validate(text) && version(text) === 7;
