import { compose } from '../../../src/dossiers/compose';
import { VerifyThread } from '../../../src/dossiers/verify/thread/verify-thread';
import { bytesOfFiles, small } from '../fixtures/small-dossier';

jest.setTimeout(60_000);

describe('The thread that verifies', () => {
  const thread = new VerifyThread();
  afterAll(() => thread.onApplicationShutdown());

  it('says what a verification says, of one file after the other', async () => {
    const { bytes } = await compose(small(), bytesOfFiles);
    const all = await Promise.all([thread.verify(bytes), thread.verify(bytes.subarray(0, -1)), thread.verify(bytes)]);
    expect(all.map(({ verdict }) => verdict)).toEqual(['unchanged', 'altered', 'unchanged']);
  });

  it('refuses what is no dossier as a verification does', async () => {
    await expect(thread.verify(Buffer.from('Dear reader'))).rejects.toMatchObject({ type: 'unreadable-file' });
  });
});
