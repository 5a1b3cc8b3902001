/** Paints a blueprint into a spreadsheet: two calls that look, and one that changes everything or nothing. */
import { HostError, omissionsOf, type Blueprint, type PaintReport } from '../../../core/index.js';
import { sheetsApiCapabilities } from '../capabilities.js';
import type { SheetsConnection } from '../connect.js';
import type { Request } from './canvas.js';
import { paintedKeyName, numbersOf, paintMark, paintTemplateVersion } from './metadata.js';
import { paintNames } from './names.js';
import { numberFor } from './numbers.js';
import { planPainting, type Plan } from './plan.js';
import { prepare } from './prepare.js';
import { folded, lookAt, presentWhenNew } from './present.js';
import { paintWorksheet } from './worksheet.js';
import { makeWorksheets, orderWorksheets, showAndHide } from './worksheets.js';

/** All that a painting asks for but for its mark, in the order in which Google Sheets has to be told. */
export function requestsFor(plan: Plan): readonly Request[] {
  const { blueprint, present, targets } = plan;
  const { structure } = present;
  const canvases = targets.map(({ canvas }) => canvas);
  return [
    ...makeWorksheets(plan),
    ...canvases.flatMap(prepare),
    // Formulas use the names.
    ...(canvases[0] ? paintNames(blueprint, structure.names, canvases[0].sheetIdOf) : []),
    ...canvases.flatMap(paintWorksheet),
    ...paintTemplateVersion(blueprint, structure.spreadsheet),
    ...orderWorksheets(plan),
    ...showAndHide(plan),
  ];
}

/**
 * Sends a batch with the mark of the painting, by which it is known whether it was done.
 * @throws HostError; `touched` names all worksheets of the blueprint if nobody knows whether they were painted, else none
 */
async function send(
  connection: Pick<SheetsConnection, 'get' | 'batchUpdate'>,
  id: string,
  { blueprint, present }: Plan,
  requests: readonly Request[],
): Promise<void> {
  const { spreadsheet } = present.structure;
  const mark = numberFor(numbersOf(spreadsheet, paintedKeyName).join(), JSON.stringify(requests));
  /** Whether it was asked if the batch was done, and there was no answer. */
  const question = { isOpen: false };
  const hasHappened = async () => {
    question.isOpen = true;
    const now = await connection.get(id, { fields: 'developerMetadata(metadataId,metadataKey)' });
    question.isOpen = false;
    return numbersOf(now, paintedKeyName).includes(mark);
  };
  const body = { requests: [...requests, ...paintMark(blueprint, spreadsheet, mark)] };
  try {
    await connection.batchUpdate(id, body, { fields: 'spreadsheetId', hasHappened });
  } catch (error) {
    if (!(error instanceof HostError) || !question.isOpen) throw error;
    const names = blueprint.worksheets.map(({ name }) => name);
    throw new HostError(error.code, error.message, names, { cause: error });
  }
}

/** What is known of a spreadsheet before it is painted. */
export interface Known {
  /** It was just made, and nobody has been in it: it is not looked at. */
  readonly isNew: boolean;
  /** Fingerprints of worksheets as they were last read or painted, by their names in small letters. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

/**
 * Worksheets of ours are cleared and painted in their place, however many there are in one batch: all of it is done or nothing.
 * @param id of the spreadsheet
 * @throws HostError; `touched` names all worksheets of the blueprint if nobody knows whether they were painted, else none
 */
export async function paintSpreadsheet(
  connection: Pick<SheetsConnection, 'get' | 'batchUpdate'>,
  id: string,
  blueprint: Blueprint,
  { isNew, fingerprints }: Known,
): Promise<Omit<PaintReport, 'calls'>> {
  const isKnown = (worksheet: string) => fingerprints.has(folded(worksheet));
  const present = isNew ? presentWhenNew() : await lookAt(connection, id, blueprint, isKnown);
  const plan = planPainting(blueprint, present, fingerprints);
  await send(connection, id, plan, requestsFor(plan));
  return {
    painted: blueprint.worksheets.map(({ name }) => name),
    untouched: plan.placement.untouched,
    omitted: omissionsOf(blueprint, sheetsApiCapabilities),
  };
}
