/** The script as the panel calls it: its methods, each one execution, and what it means where no answer came. */
import { HostError } from '../../core/index.js';
import { decodeAnswer, encodeRequest } from '../messages/envelope.js';
import type { Gives, Method, Takes } from '../messages/methods.js';
import type { Transport } from './transport.js';

/** Nobody can tell how much of what was asked was done. */
export class NoAnswer extends HostError {
  constructor(cause: unknown) {
    super('unavailable', 'Google Sheets does not answer. Check the connection, then try again.', [], {
      cause,
    });
  }
}

/**
 * Has the script carry out a method.
 * @throws NoAnswer where none came
 * @throws HostError what the script could not do
 * @throws ScriptFault where it failed by a fault of its own
 */
export type CallScript = <M extends Method>(method: M, takes: Takes<M>) => Promise<Gives<M>>;

export const callingOf =
  (transport: Transport): CallScript =>
  async (method, takes) => {
    const request = encodeRequest(method, takes);
    let answer: string;
    try {
      answer = await transport(request);
    } catch (cause) {
      throw new NoAnswer(cause);
    }
    return decodeAnswer(method, answer);
  };
