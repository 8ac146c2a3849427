/** BCP 47 tags of the languages that the pages and mails speak. */
export const languages = ['en', 'de', 'fr', 'es', 'ja'] as const;
export type Language = (typeof languages)[number];

/** The same words in every language: one that lacks a word does not compile. */
export type Translations<T> = Readonly<Record<Language, T>>;

/**
 * The language that the person chose in Jira (`de_DE`), else the first that their browser asks for (RFC 9110 §12.5.4),
 * else English.
 */
export function chooseLanguage(jiraLocale: string, acceptLanguage: string): Language {
  return languageOf(jiraLocale) ?? preferredOf(acceptLanguage) ?? 'en';
}

function languageOf(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary);
}

function preferredOf(acceptLanguage: string): Language | undefined {
  const wishes = acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.split(';');
      const weight = parameters.map((one) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(one)?.[1]).find(Boolean);
      return { language: languageOf(tag), weight: Number(weight ?? 1) };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0);
  // Sorting keeps the order of wishes that weigh the same.
  return wishes.sort((a, b) => b.weight - a.weight)[0]?.language;
}
