/** HtmlService: the pages that a script has beside its code, on their way to somebody who sees them. */
import { ServiceError } from './errors.js';
import { give, type On, type Part } from './objects.js';
import type { Program } from './program.js';

interface Output {
  content: string;
  title: string;
  width: number | null;
  height: number | null;
}

declare module './objects.js' {
  interface Selves {
    HtmlService: object;
    HtmlOutput: Output;
  }
}

const files = new WeakMap<Program, Map<string, string>>();

/** The HTML files of the script, by their names without `.html`. A test puts them in. */
export function htmlFilesOf(program: Program): Map<string, string> {
  let found = files.get(program);
  if (!found) files.set(program, (found = new Map<string, string>()));
  return found;
}

const output = (content: string) => give('HtmlOutput', { content, title: '', width: null, height: null });

const set =
  <K extends keyof Output>(property: K) =>
  ({ self, me }: On<'HtmlOutput'>, value: Output[K]) => {
    self[property] = value;
    return me;
  };

export const html: Part = {
  HtmlService: {
    createHtmlOutput: (_on, content = '') => output(content),
    createHtmlOutputFromFile({ program }, name: string) {
      const content = htmlFilesOf(program).get(name.replace(/\.html$/, ''));
      if (content === undefined) throw new ServiceError(`No HTML file named ${name} was found.`);
      return output(content);
    },
  },
  HtmlOutput: {
    getContent: ({ self }) => self.content,
    setContent: set('content'),
    append({ self, me }, added: string) {
      self.content += added;
      return me;
    },
    getTitle: ({ self }) => self.title,
    setTitle: set('title'),
    getWidth: ({ self }) => self.width,
    setWidth: set('width'),
    getHeight: ({ self }) => self.height,
    setHeight: set('height'),
  },
};
