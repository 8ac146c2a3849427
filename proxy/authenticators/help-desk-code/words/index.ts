import type { Translations } from '../../../ui/index.ts';
import { de } from './de.ts';
import { en, type HelpDeskCodeWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';

export const words: Translations<HelpDeskCodeWords> = { en, de, fr, es, ja };
