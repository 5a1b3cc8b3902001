/** Reads the names that a spreadsheet defines. */
import { absoluteAddress, HostError, type DefinedName } from '../../../core/index.js';
import { meaningOf } from '../failures.js';
import { placeOf, type Place } from './places.js';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type NamedRange = GoogleAppsScript.Spreadsheet.NamedRange;

/** A name and where it leads; null: what it led to is gone. */
export interface FoundName {
  readonly name: string;
  readonly place: Place | null;
}

/** Of a name whose cells were deleted the service has no range to give: it fails, or gives none. */
function placeOfName(named: NamedRange): Place | null {
  try {
    const range = named.getRange() as ReturnType<NamedRange['getRange']> | null;
    return range && placeOf(range);
  } catch (error) {
    const meaning = meaningOf(error);
    // A service that does not answer says nothing of the name.
    if (!(meaning instanceof HostError) || meaning.code === 'unavailable') throw error;
    return null;
  }
}

/** The names of the spreadsheet as a whole, in five calls for each. What holds on a copied worksheet only is left out. */
export const readNames = (spreadsheet: Spreadsheet): readonly FoundName[] =>
  spreadsheet.getNamedRanges().flatMap((named) => {
    const name = named.getName();
    return name.includes('!') ? [] : [{ name, place: placeOfName(named) }];
  });

export const definedNamesOf = (names: readonly FoundName[]): readonly DefinedName[] =>
  names.map(({ name, place }) => ({
    name,
    refersTo: place ? absoluteAddress(place.worksheet, place.range) : '#REF!',
  }));
