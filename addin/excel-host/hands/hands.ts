/** What a person's hands do in a workbook, done by Excel: the part of the panel's port beside painting and reading. */
import type { Blueprint } from '../../../core/index.js';
import type { HostEvent, PanelHost, Repairable } from '../../../panel/index.js';
import type { ExcelNamespace } from '../errors.js';
import { repair } from '../repair/repair.js';
import type { IsSupported } from '../requirements.js';
import { copyWorksheet } from './copy.js';
import { goTo } from './go-to.js';
import { createMarks } from './marks.js';
import { readRows } from './rows.js';
import { watch } from './watch.js';
import { write } from './write.js';

export interface Hands extends Pick<
  PanelHost,
  'program' | 'repair' | 'readRows' | 'write' | 'mark' | 'copyWorksheet' | 'goTo' | 'watch'
> {
  /** To be called when worksheets were painted: marks that stood there are gone, and are to be made anew. */
  readonly forgetMarks: () => void;
}

export function createHands(excel: ExcelNamespace, isSupported: IsSupported): Hands {
  const marks = createMarks(excel, isSupported);
  return {
    program: 'Excel',
    repair: async (blueprint: Blueprint, what?: readonly Repairable[]) => {
      marks.forget();
      return repair(excel, isSupported, blueprint, what);
    },
    readRows: (worksheet, rows) => readRows(excel, isSupported, worksheet, rows),
    write: (changes) => write(excel, changes),
    mark: (wanted) => marks.mark(wanted),
    copyWorksheet: async (worksheet, name, blank) => {
      // The copy has the marks of what it was copied from.
      marks.forget();
      await copyWorksheet(excel, isSupported, worksheet, name, blank);
    },
    goTo: (place) => goTo(excel, place),
    watch: (listener) =>
      watch(excel, isSupported, (event: HostEvent) => {
        marks.notice(event);
        listener(event);
      }),
    forgetMarks: () => {
      marks.forget();
    },
  };
}
