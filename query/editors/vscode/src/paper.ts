// What the program answers, and a paper as text. Knows no editor.
import { t } from './words';

export interface Paper {
  id: string;
  title: string;
  authors: string[];
  votes: number | null;
  date: string | null;
  url: string;
  summary: string[];
  path: string;
  path_uri?: string; // where path is not UTF-8
  line: number; // from 1
}

export interface Result {
  total: [least: number, estimate: number, most: number];
  notes: string[];
  hits: Paper[];
}

export interface Citations {
  bibtex: string;
  markdown: string;
  plain: string;
  key: string; // of the entry of BibTeX
}

export interface Status {
  papers: number;
  indexes: { path: string; generation: number; age_seconds: number }[];
}

// How many papers there are, and what was tried to find them.
export function countText(result: Result): string {
  const [least, estimate, most] = result.total;
  const papers =
    least !== most
      ? t('about {0} papers', estimate)
      : estimate === 1
        ? t('1 paper')
        : t('{0} papers', estimate);
  return [papers, ...result.notes].join(' · ');
}

// What is told of a list that is older than the words, or of none.
export function lateText(shown: string | undefined, waiting: boolean): string {
  const what = waiting ? t('… waiting for the answer (Esc leaves)') : t('… asking');
  return shown === undefined ? what : `${what}; ${t('the list is that of "{0}"', shown)}`;
}

export function aboutText(paper: Paper): string {
  const votes = paper.votes === null ? '' : `▲${paper.votes}`;
  return [votes, paper.date ?? ''].filter((part) => part !== '').join(' ');
}

// A line of text from a page: composed, so that decomposed Hangul takes the room
// it should, and without characters that would break the line or turn it round. The
// editor takes $(name) for an icon, but not with a word joiner, which shows nothing.
export function lineText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll('$(', '$\u2060(');
}

export function statusText(status: Status): string {
  const indexes = status.indexes.map((index) => {
    const hours = Math.floor(index.age_seconds / 3600);
    const age = hours < 48 ? t('{0} h', hours) : t('{0} days', Math.floor(hours / 24));
    return t('generation {0}, {1} old, of {2}', index.generation, age, index.path);
  });
  return [t('{0} papers', status.papers), ...indexes].join('; ');
}
