/** What the commands print with: plain text made safe, colours where a person looks on, tables, progress. */
import { createInterface } from 'node:readline';
import { stripVTControlCharacters, styleText } from 'node:util';
import Table from 'cli-table3';

/** Where a command reads its surroundings from and prints to; tests pass their own. */
export interface Terminal {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  /** A person looks on: progress may redraw its line. */
  readonly isInteractive: boolean;
  readonly colour: boolean;
  /** Width in characters. */
  readonly width: number;
  /** Asks a person and gives the answer; absent where nobody is there to be asked. */
  readonly ask?: (question: string) => Promise<string>;
}

/** A line that a person types; no line (Ctrl+D) is an empty answer. */
async function ask(question: string): Promise<string> {
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise((resolve) => {
      asked.on('close', () => {
        resolve('');
      });
      asked.question(question, resolve);
    });
  } finally {
    asked.close();
  }
}

/** The terminal of this process. Colours follow NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { NO_COLOR: noColour, FORCE_COLOR: forceColour } = process.env;
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isInteractive: process.stderr.isTTY,
    colour:
      forceColour !== undefined && forceColour !== '0'
        ? true
        : (noColour === undefined || noColour === '') && process.stdout.isTTY,
    width: process.stdout.isTTY ? process.stdout.columns : 120,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
  };
}

/** Characters that would steer a terminal or turn text around: shown as code points instead. */
// eslint-disable-next-line no-control-regex -- these are the characters to be made visible
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text out of a file, made safe to print: it cannot move the cursor, colour the line or turn the rest around. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(
    steering,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

export type Tone = 'strong' | 'dim' | 'good' | 'warning' | 'bad' | 'title';

const tones = {
  strong: 'bold',
  dim: 'dim',
  good: 'green',
  warning: 'yellow',
  bad: 'red',
  title: ['bold', 'cyan'],
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** The text in a tone, where the terminal shows colours. */
export function tone(terminal: Terminal, name: Tone, text: string): string {
  // Whether there are colours has been decided; where the text goes, Node cannot know.
  return terminal.colour ? styleText(tones[name], text, { validateStream: false }) : text;
}

export interface Column {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** Widest that the column may become; longer text is wrapped. */
  readonly width?: number;
}

/** A table with a line under its headings. */
export function table(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  };
  const made = new Table({
    head: columns.map(({ header }) => tone(terminal, 'strong', header)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: columns.map(({ width }) => width ?? null),
    wordWrap: true,
    chars: {
      ...none,
      left: '',
      right: '',
      'left-mid': '',
      'right-mid': '',
      mid: '',
      'mid-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  made.push(...rows.map((row) => [...row]));
  return `${made.toString()}\n`;
}

/** How far a long piece of work is. */
export interface Progress {
  /** One more is done. */
  readonly step: (name: string) => void;
  /** Says why nothing moves just now; until the next step, or until something else is said. */
  readonly say: (text: string) => void;
  readonly end: () => void;
}

/** Shows how far a long piece of work is: redrawn for a person, nothing for a file or a pipe but what is said. */
export function progress(terminal: Terminal, label: string, total: number): Progress {
  let done = 0;
  const draw = (beside: string) => {
    if (!terminal.isInteractive) return;
    const width = 24;
    const filled = total === 0 ? width : Math.round((done / total) * width);
    const bar = `${label} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total}`;
    const room = Math.max(0, terminal.width - bar.length - 2);
    terminal.err(`\r\u001b[K${bar} ${printable(beside).slice(0, room)}`);
  };
  draw('');
  return {
    step: (name) => {
      done += 1;
      draw(name);
    },
    say: (text) => {
      if (terminal.isInteractive) draw(text);
      else terminal.err(`${printable(text)}\n`);
    },
    end: () => {
      if (terminal.isInteractive) terminal.err('\r\u001b[K');
    },
  };
}
