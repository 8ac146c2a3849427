import type { Operation } from '../../proxy/rest/index.ts';
import * as schema from './bulk-schema.ts';
import { by, said } from './described-replies.ts';

/** What is done to several people at once. */
export const bulkOperations = {
  startBulk: {
    ...{ method: 'POST', path: '/people/bulk', ...by },
    summary: 'Do one thing to up to 1,000 people, one after the other.',
    body: schema.bulkRequest,
    replies: {
      202: { description: 'begun; what has come of it in the first seconds', body: schema.bulkReply },
      401: said('a code is wanted, or the code is wrong'),
      404: said('the gate knows nobody of one of these names; nothing was begun'),
      409: said('a name is one person’s name and another one’s key; nothing was begun'),
      429: said('too many wrong codes'),
    },
  },
  getBulk: {
    ...{ method: 'GET', path: '/people/bulk/{id}', ...by, summary: 'What has come of it, for an hour.' },
    replies: {
      200: { description: 'for whoever began it', body: schema.bulkReply },
      404: said('nothing is known of it any more'),
    },
  },
} as const satisfies Record<string, Operation>;
