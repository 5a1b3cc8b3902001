/** Sends the requests of a painting, and knows of each failure which worksheets had been changed by then. */
import { HostError } from '../../../core/index.js';
import { hostErrorOf, isExcelError, isUnanswered } from '../errors.js';
import { brought, type IsSupported } from '../requirements.js';
import type { Step } from './requests.js';

/** Goes before the names of worksheets in what Excel is told to trace: it says of a failure which of them were passed. */
export const traces = { password: 'password ', begun: 'begun ' } as const;
type TraceKind = keyof typeof traces;

const tracedAs = (kind: TraceKind, messages: readonly string[]): readonly string[] =>
  messages.flatMap((message) =>
    message.startsWith(traces[kind]) ? [message.slice(traces[kind].length)] : [],
  );

/**
 * The error that a request failed with, and which worksheets had been changed by then.
 * @param asked worksheets that the request is about
 */
function failureOf(error: unknown, touchedBefore: Iterable<string>, asked: Iterable<string>): unknown {
  if (!isExcelError(error)) return error;
  const begun = isUnanswered(error) ? [...asked] : tracedAs('begun', error.traceMessages);
  const failure = hostErrorOf(error, [...new Set([...touchedBefore, ...begun])]);
  const probed = tracedAs('password', error.traceMessages).at(-1);
  const isPassword =
    probed !== undefined && begun.length === 0 && (failure.code === 'failed' || failure.code === 'no-access');
  if (!isPassword) return failure;
  return new HostError(
    'no-access',
    `The worksheet “${probed}” is protected with a password. Take the protection off (Review, Unprotect Sheet), then try again.`,
    [],
    { cause: error },
  );
}

/** One request after the other, of which each knows what those before it have touched. */
export class Sender {
  /** Requests sent. */
  calls = 0;
  private readonly touched = new Set<string>();

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly isSupported: IsSupported,
  ) {}

  /**
   * Sends one request.
   * @param last queued behind the steps
   * @throws HostError with all that was touched
   */
  async send(steps: readonly Step[], last: () => void = () => undefined): Promise<void> {
    const { context, isSupported, touched } = this;
    const begun = new Set<string>();
    try {
      context.application.suspendApiCalculationUntilNextSync();
      if (isSupported(brought.screenUpdating)) context.application.suspendScreenUpdatingUntilNextSync();
      for (const { worksheet, stroke: one } of steps) {
        if (worksheet !== null && !begun.has(worksheet)) {
          context.trace(traces.begun + worksheet);
          begun.add(worksheet);
        }
        one.paint();
      }
      last();
      this.calls += 1;
      await context.sync();
    } catch (error) {
      throw failureOf(error, touched, begun);
    }
    for (const name of begun) touched.add(name);
  }
}
