/** What Google Sheets can do of what a blueprint says. */
import { fullCapabilities, type HostCapabilities } from '../../core/index.js';

/** Protection asks before it lets anybody type, so that everybody in the team can build and repair. */
export const sheetsCapabilities: HostCapabilities = {
  ...fullCapabilities,
  dataBars: false,
  printSetup: false,
  veryHiddenWorksheets: false,
  links: false,
  refusesLockedEdits: false,
};
