/**
 * Bodies and answers checked against Google's discovery document, where the environment variable SHEETS_DISCOVERY names it. The
 * document is not ours to keep here: without it, the types of the real client and our own tables hold alone.
 */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** What the document says of a type. */
interface Described {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Described;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described;
}

export interface Discovery {
  readonly schemas: Readonly<Record<string, Described>>;
  /** What a body has that the document does not know; empty: nothing. @param name of the message, `Spreadsheet` */
  readonly faultsOf: (name: string, body: unknown) => readonly string[];
}

function schemaOf(described: Described): object {
  const { $ref, type, format, items, properties, additionalProperties } = described;
  if ($ref !== undefined) return { $ref: `#/definitions/${$ref}` };
  if (type === undefined || type === 'any') return {};
  return {
    type,
    ...(format === 'int32' ? { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 } : {}),
    ...(format === 'int64' ? { pattern: '^-?\\d+$' } : {}),
    ...(described.enum ? { enum: described.enum } : {}),
    ...(items ? { items: schemaOf(items) } : {}),
    ...(additionalProperties ? { additionalProperties: schemaOf(additionalProperties) } : {}),
    ...(properties
      ? {
          additionalProperties: false,
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, one]) => [key, schemaOf(one)]),
          ),
        }
      : {}),
  };
}

function read(file: string): Discovery {
  const { schemas } = JSON.parse(readFileSync(file, 'utf8')) as Pick<Discovery, 'schemas'>;
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, schemaOf(one)]));
  const ajv = new Ajv({ strict: false, inlineRefs: false });
  ajv.addSchema({ $id: 'sheets', definitions });
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (name: string) => {
    const validate = validators.get(name) ?? ajv.compile({ $ref: `sheets#/definitions/${name}` });
    validators.set(name, validate);
    return validate;
  };
  return {
    schemas,
    faultsOf: (name, body) => {
      const validate = validatorOf(name);
      if (validate(body)) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      );
    },
  };
}

let known: Discovery | null | undefined;

/** The document; null where none is named. It is read once. */
export function discovery(): Discovery | null {
  if (known !== undefined) return known;
  const file = process.env.SHEETS_DISCOVERY;
  known = file === undefined || file === '' ? null : read(file);
  return known;
}
