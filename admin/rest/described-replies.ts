import type { Reply } from '../../proxy/rest/index.ts';
import { errorReply, publishReply } from './field-schema.ts';

export const by = { caller: 'administrator' } as const;

export const said = (description: string): Reply => ({ description, body: errorReply });

/** Of whatever becomes a new version of the policy or of the settings. */
export const publishReplies = {
  200: { description: 'its version', body: publishReply },
  400: said('not what it should be: every problem and where it is'),
  401: said('a code is wanted, or the code is wrong'),
  409: said('changed by somebody else meanwhile, or it would lock the caller out'),
  429: said('too many wrong codes'),
} as const;
