import { isIP } from 'node:net';

const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

/** An address, or a network in CIDR notation (RFC 4632); never one of all addresses, for that is trust in everybody. */
function network(text: string): string {
  const [address = '', bits, ...more] = text.split('/');
  const most = BITS[isIP(address)];
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= Number(most));
  if (most === undefined || !isBits || more.length > 0) {
    throw new Error('must be addresses or networks such as 127.0.0.1 10.1.2.0/24, and never all addresses');
  }
  return `${address}/${bits ?? most}`;
}

/** Networks with commas or white space between. */
export const networks = (text: string): readonly string[] =>
  text
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map(network);
