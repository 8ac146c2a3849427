import type { Translations } from '../../../ui/index.ts';
import { de } from './de.ts';
import { en, type RecoveryCodeWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';

export const words: Translations<RecoveryCodeWords> = { en, de, fr, es, ja };
