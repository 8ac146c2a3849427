import type { SecurityQuestionsWords } from './en.ts';

export const de: SecurityQuestionsWords = {
  name: 'Sicherheitsfragen',
  card: 'Fragen, die nur Sie beantworten können. Die schwächste Methode: Sie funktioniert nur im Firmennetzwerk und nur neben einer anderen.',
  intro:
    'Beantworten Sie Ihre Sicherheitsfragen. Groß-/Kleinschreibung, Akzente und Leerzeichen spielen keine Rolle.',
  setupIntro:
    'Beantworten Sie mindestens 3 dieser Fragen, jede anders. Wahre Antworten kennt vielleicht auch Ihr Freundeskreis. Sie dürfen also gern welche erfinden. Schreiben Sie sie sich auf.',
  wrong: {
    kind: 'error',
    text: 'Das stimmt nicht überein.',
    hint: 'Wir sagen nicht, welche Antwort falsch war. Jede Antwort braucht mindestens 3 Buchstaben, und keine zwei dürfen gleich sein.',
  },
  missing: { kind: 'error', text: 'Beantworten Sie zuerst die Fragen.' },
  elsewhere:
    'Sicherheitsfragen funktionieren nur in bestimmten Netzwerken, und Sie sind in einem anderen. Wählen Sie eine andere Methode.',
  questions: {
    teacher: 'Wie hieß Ihre liebste Lehrkraft?',
    street: 'In welcher Straße haben Sie als Kind gewohnt?',
    friend: 'Wie hieß Ihre beste Schulfreundin oder Ihr bester Schulfreund mit Vornamen?',
    job: 'An welchem Ort hatten Sie Ihre erste Arbeitsstelle?',
    concert: 'Welches Konzert haben Sie als Erstes besucht?',
    dish: 'Welches Gericht haben Sie als Erstes kochen gelernt?',
  },
};
