/** A script that answers as a test says, for the sidebar's side alone: what it is asked is checked as the real one checks it. */
import {
  decodeRequest,
  encodeFailure,
  encodeValue,
  type Request,
} from '../../../appsscript/messages/envelope.js';
import type { Gives, Method, Takes } from '../../../appsscript/messages/methods.js';
import type { Transport } from '../../../appsscript/sidebar/transport.js';

/** What becomes of a request whose answer gets lost; what was asked is done or is not. */
export const lost = Symbol('lost');

/** What the script gives for each method; an Error thrown is what it answers. */
export type Answers = {
  readonly [M in Method]?: (takes: Takes<M>) => Gives<M> | typeof lost;
};

export interface Scripted {
  readonly transport: Transport;
  /** What was asked, in order. */
  readonly requests: readonly Request[];
}

export function scripted(answers: Answers): Scripted {
  const requests: Request[] = [];
  const answer = (request: Request): string | typeof lost => {
    const { method, takes } = request;
    const give = answers[method] as ((takes: unknown) => Gives<Method> | typeof lost) | undefined;
    if (!give) throw new Error(`The test gives no answer to ${method}`);
    const given = give(takes);
    return given === lost ? lost : encodeValue(method, given);
  };
  return {
    requests,
    transport: async (text) => {
      await Promise.resolve();
      const request = decodeRequest(text);
      requests.push(request);
      let answered: string | typeof lost;
      try {
        answered = answer(request);
      } catch (error) {
        return encodeFailure(error);
      }
      if (answered === lost) throw new Error('NetworkError');
      return answered;
    },
  };
}

/** The error that a promise rejects with. @throws Error if it does not */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  if (!outcome) throw new Error('It did not fail');
  return outcome.error;
}
