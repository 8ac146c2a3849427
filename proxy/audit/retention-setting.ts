import { z } from 'zod';
import type { SiteDocuments } from '../site-documents/index.ts';
import type { Retention } from './retention.ts';

/** The part of the site's settings that says how long events are kept whole. */
const settingSchema = z.object({
  auditRetention: z
    .record(z.string().regex(/^[a-z_.*]{1,64}$/), z.number().int().min(0).max(36_500))
    .optional(),
});

/** @throws when the settings are not what they should be: then nothing is emptied */
export async function readRetention(documents: SiteDocuments): Promise<Retention> {
  const settings = await documents.latest('settings');
  return settings === undefined ? {} : (settingSchema.parse(settings.document).auditRetention ?? {});
}
