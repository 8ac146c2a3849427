import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import type { Translations } from './languages.ts';

/** Everything that the pages and mails say, but for what belongs to one factor: that is in the factor's own folder. */
export const catalogue: Translations<Words> = { en, de, fr, es, ja };
