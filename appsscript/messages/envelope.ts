/** How a request of the sidebar and the script's answer are written: as one text each, checked by both sides. */
import * as z from 'zod';
import { HostError, hostErrorCodes } from '../../core/index.js';
import { methods, type Gives, type Method, type Takes } from './methods.js';

/** A fault of the program, and not of what it was asked: it is told by its kind, for its words may quote cells. */
export class ScriptFault extends Error {
  /** @param name the name of the error in the script: `TypeError` */
  constructor(override readonly name: string) {
    super('The script failed.');
  }
}

const otherVersion =
  'The panel and the script are of different versions. Close the panel and open it again from the menu NISP.';

const methodNames = Object.keys(methods) as [Method, ...Method[]];
const requestSchema = z.strictObject({ method: z.enum(methodNames), takes: z.unknown() });
const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), value: z.unknown() }),
  z.strictObject({
    kind: z.literal('failure'),
    code: z.enum(hostErrorCodes),
    message: z.string(),
    touched: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('fault'), name: z.string() }),
]);
type Answer = z.output<typeof answerSchema>;

/** A request that the script can carry out. */
export type Request = { readonly [M in Method]: { readonly method: M; readonly takes: Takes<M> } }[Method];

/** What a text of JSON says, if it says what is expected. @throws HostError `failed` otherwise; it quotes nothing */
function parse<T>(text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HostError('failed', otherVersion, [], { cause });
  }
  return check(value, schema);
}

function check<T>(value: unknown, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(value);
  if (error) throw new HostError('failed', otherVersion);
  return data;
}

export const encodeRequest = <M extends Method>(method: M, takes: Takes<M>): string =>
  JSON.stringify({ method, takes });

/** @throws HostError if it is no request that the script knows */
export function decodeRequest(text: string): Request {
  const { method, takes } = parse(text, requestSchema);
  return { method, takes: check(takes, methods[method].takes as z.ZodType) } as Request;
}

/** @throws HostError if what was found is not what the method gives: a fault that is better noticed here */
export function encodeValue<M extends Method>(method: M, value: Gives<M>): string {
  check(value, methods[method].gives as z.ZodType);
  return JSON.stringify({ kind: 'value', value } satisfies Answer);
}

/** What went wrong, without words that may quote cells. */
export function encodeFailure(error: unknown): string {
  const answer: Answer =
    error instanceof HostError
      ? { kind: 'failure', code: error.code, message: error.message, touched: [...error.touched] }
      : { kind: 'fault', name: error instanceof Error ? error.name : typeof error };
  return JSON.stringify(answer);
}

/**
 * What the script gave.
 * @throws HostError what it could not do, in the words of the script
 * @throws ScriptFault where it failed by a fault of its own
 */
export function decodeAnswer<M extends Method>(method: M, text: string): Gives<M> {
  const answer = parse(text, answerSchema);
  switch (answer.kind) {
    case 'value':
      return check(answer.value, methods[method].gives as z.ZodType) as Gives<M>;
    case 'failure':
      throw new HostError(answer.code, answer.message, answer.touched);
    case 'fault':
      throw new ScriptFault(answer.name);
  }
}
