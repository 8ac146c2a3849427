import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Attachment = {
  readonly id: string;
  readonly issueKey: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Hex digest of the content. */
  readonly sha256: string;
  readonly author: string;
  readonly createdAt: number;
  readonly file: string;
};

type NewAttachment = Pick<Attachment, 'issueKey' | 'name' | 'type' | 'author'>;

/** Attached files, written to a temporary folder as they arrive and gone when the stand-in stops. */
export class AttachmentStore {
  readonly #clock: () => number;
  readonly #attachments: Attachment[] = [];
  #folder: string | undefined;
  #lastId = 10300;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  find(id: string): Attachment | undefined {
    return this.#attachments.find((attachment) => attachment.id === id);
  }

  listOf(issueKey: string): Attachment[] {
    return this.#attachments.filter((attachment) => attachment.issueKey === issueKey);
  }

  /** Writes chunk by chunk. When the source breaks off, nothing stays. */
  async add(fields: NewAttachment, content: AsyncIterable<Buffer>): Promise<Attachment> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'stand-in-jira-'));
    const path = join(this.#folder, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        hash.update(chunk);
        size += chunk.length;
        await file.writeFile(chunk);
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    this.#lastId += 1;
    const attachment: Attachment = {
      ...fields,
      id: String(this.#lastId),
      size,
      sha256: hash.digest('hex'),
      createdAt: this.#clock(),
      file: path,
    };
    this.#attachments.push(attachment);
    return attachment;
  }

  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}
