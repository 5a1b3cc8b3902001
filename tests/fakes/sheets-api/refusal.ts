/** What the real client is told when the API refuses something. */
export interface Refusal {
  readonly code: number;
  readonly status: string;
  readonly message: string;
  /** Reasons among the details, such as `ACCESS_TOKEN_SCOPE_INSUFFICIENT`. */
  readonly reasons: readonly string[];
  readonly headers: Headers;
}

interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly status: string;
    readonly details?: readonly { readonly reason?: string }[];
  };
}

/** @throws what is no refusal of the API; Error if nothing was refused */
export async function refusal(request: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await request.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  );
  const { response } = error as { response?: { status: number; data: ErrorBody; headers: Headers } };
  if (!response) throw error instanceof Error ? error : new Error(String(error));
  const { message, status, details = [] } = response.data.error;
  const reasons = details.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  return { code: response.status, status, message, reasons, headers: response.headers };
}
