/** What is going on just now, on one line that is written over. */
import { printable, type Terminal } from './terminal.js';

export interface Activity {
  /** Says what is done next. */
  readonly step: (text: string) => void;
  /** Says why nothing moves just now: also where nobody looks on, so that a log explains the time it took. */
  readonly say: (text: string) => void;
  /** Clears the line. */
  readonly end: () => void;
}

/** Shown to a person who looks on; a file or a pipe gets what is said alone. */
export function activity(terminal: Terminal): Activity {
  const draw = (text: string) => {
    if (terminal.isInteractive)
      terminal.err(`\r\u001b[K${printable(text).slice(0, Math.max(0, terminal.width - 1))}`);
  };
  return {
    step: draw,
    say: (text) => {
      if (terminal.isInteractive) draw(text);
      else terminal.err(`${printable(text)}\n`);
    },
    end: () => {
      if (terminal.isInteractive) terminal.err('\r\u001b[K');
    },
  };
}
