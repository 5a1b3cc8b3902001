/** What a host with its capabilities leaves out of a blueprint: counted alike for every host. */
import type { Blueprint, Validation, Worksheet } from '../blueprint/blueprint.js';
import { cellCount, rangeOf } from '../entry/a1.js';
import type { HostCapabilities, HostCapability, PaintReport } from './host.js';

const cellsOfAll = (validations: readonly Validation[]): number =>
  validations.flatMap(({ ranges }) => ranges).reduce((count, range) => count + cellCount(rangeOf(range)), 0);

/** How much of each capability a worksheet asks for. The units are those of `PaintReport.omitted`. */
const asked: Readonly<Record<HostCapability, (worksheet: Worksheet) => number>> = {
  rejectsInvalidEntries: ({ validations }) =>
    cellsOfAll(validations.filter(({ onInvalid }) => onInvalid === 'reject')),
  validationPrompts: ({ validations }) => cellsOfAll(validations),
  protection: ({ protection }) => (protection === null ? 0 : 1),
  outlineGroups: ({ rows }) => rows.filter(({ outlineLevel = 0 }) => outlineLevel > 0).length,
  dataBars: ({ conditionalFormats }) => conditionalFormats.filter(({ kind }) => kind === 'data-bar').length,
  charts: ({ charts }) => charts.length,
  printSetup: () => 1,
  veryHiddenWorksheets: ({ visibility }) => (visibility === 'very-hidden' ? 1 : 0),
  notes: ({ rows }) =>
    rows.reduce((count, { cells }) => count + cells.filter(({ note }) => note !== undefined).length, 0),
  filterButtons: ({ autoFilter }) => (autoFilter === null ? 0 : 1),
  links: ({ rows }) =>
    rows.reduce(
      (count, { cells }) => count + cells.filter((cell) => cell.kind === 'text' && cell.link).length,
      0,
    ),
  refusesLockedEdits: ({ protection }) => (protection === null ? 0 : 1),
};

/** What a host reports as omitted when it paints all of a blueprint but for what it is not capable of. */
export function omissionsOf(blueprint: Blueprint, capabilities: HostCapabilities): PaintReport['omitted'] {
  const missing = (Object.keys(asked) as HostCapability[]).filter((capability) => !capabilities[capability]);
  return blueprint.worksheets.flatMap((worksheet) =>
    missing.flatMap((capability) => {
      const count = asked[capability](worksheet);
      return count > 0 ? [{ capability, worksheet: worksheet.name, count }] : [];
    }),
  );
}
