/** The entry of the script: what it exports becomes a global function, and nothing else does. */
import { encodeFailure } from './messages/envelope.js';

/** Carries out a request of the panel. @param request as `encodeRequest` writes it */
export function callHost(request: string): string {
  return encodeFailure(new Error(request));
}
