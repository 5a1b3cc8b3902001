/** Puts back what pasting destroyed: looks at everything that is ours, writes only what differs, and says what it was. */
import { groupBy, type Blueprint } from '../../../core/index.js';
import { repairables, restoredParts, type Repairable, type RepairReport } from '../../../panel/index.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import { loadProtection, writeOpened } from '../open-batch.js';
import { protectionOptions } from '../paint/rules.js';
import { loadDateSystem } from '../date-system.js';
import type { IsSupported } from '../requirements.js';
import { together, type Steps } from '../steps.js';
import { examineConditionalFormats } from './conditional-formats.js';
import { examineContents } from './contents.js';
import { examineLooks } from './looks.js';
import type { Examination, Mending, Patient } from './mending.js';
import { examineNames } from './names.js';
import { examineProtection } from './protection.js';
import { examineValidations } from './validations.js';
import { examineVisibility } from './visibility.js';

/** What each examination can find, in the order in which it is mended. */
const examinations: readonly { readonly finds: readonly Repairable[]; readonly examine: Examination }[] = [
  { finds: ['validation'], examine: examineValidations },
  { finds: ['conditional-format'], examine: examineConditionalFormats },
  { finds: ['format'], examine: examineLooks },
  { finds: ['format', 'formula'], examine: examineContents },
  { finds: ['protection'], examine: examineProtection },
  { finds: ['visibility'], examine: examineVisibility },
];

interface Diagnosis {
  readonly patient: Patient;
  readonly mending: Mending;
}

function* diagnose(patient: Patient, examine: Examination): Steps<readonly Diagnosis[]> {
  const mendings = yield* examine(patient);
  return mendings.map((mending) => ({ patient, mending }));
}

/** In the order of the blueprint's worksheets. */
const reportOf = (diagnoses: readonly Diagnosis[], blueprint: Blueprint): RepairReport['restored'] =>
  restoredParts(
    diagnoses.map(({ patient, mending }) => ({
      what: mending.what,
      worksheet: patient.wanted.name,
      ranges: mending.ranges,
    })),
    blueprint.worksheets.map(({ name }) => name),
  );

/** The options that a worksheet is protected with in the end; null: it is not. */
function optionsAfter(
  { wanted, sheet: { protection } }: Patient,
  what: readonly Repairable[],
): Excel.WorksheetProtectionOptions | null {
  const before = protection.protected ? protection.options : null;
  if (!what.includes('protection') || wanted.protection === null) return before;
  return { ...before, ...protectionOptions(wanted.protection, wanted) };
}

/**
 * As `PanelHost.repair`, in two syncs to look, a third or fourth to look closer where something differs, and one to write:
 * five at most. Of a cell's contents nothing but our
 * own formulas is ever written.
 * @throws HostError `no-access` if something is to be put back in a worksheet that is protected with a password
 */
export async function repair(
  excel: ExcelNamespace,
  isSupported: IsSupported,
  blueprint: Blueprint,
  what: readonly Repairable[] = repairables,
): Promise<RepairReport> {
  return runIn(excel, async (context) => {
    let calls = 0;
    const counted = {
      sync: () => {
        calls += 1;
        return context.sync();
      },
    };
    const { worksheets, names } = context.workbook;
    worksheets.load('items/name');
    names.load('items/name,items/formula');
    const dateSystemOf = loadDateSystem(context.workbook);
    await counted.sync();

    const present = new Map(worksheets.items.map((sheet) => [sheet.name.toLowerCase(), sheet]));
    const patients = blueprint.worksheets.flatMap((wanted): Patient[] => {
      const sheet = present.get(wanted.name.toLowerCase());
      if (!sheet) return [];
      loadProtection(sheet);
      return [{ wanted, styles: blueprint.styles, sheet, dateSystem: dateSystemOf(), isSupported }];
    });
    const asked = examinations.filter(({ finds }) => finds.some((one) => what.includes(one)));
    const found = await together(
      counted,
      patients.flatMap((patient) => asked.map(({ examine }) => diagnose(patient, examine))),
    );
    const misled = what.includes('name') ? examineNames(blueprint, names) : new Map<string, Mending>();
    const diagnoses = [
      ...found.flat().filter(({ mending }) => what.includes(mending.what)),
      ...patients.flatMap((patient): Diagnosis[] => {
        const mending = misled.get(patient.wanted.name);
        return mending ? [{ patient, mending }] : [];
      }),
    ];
    if (diagnoses.length > 0) {
      const treated = [...groupBy(diagnoses, ({ patient }) => patient).keys()];
      await writeOpened(
        context,
        treated.map((patient) => ({ worksheet: patient.sheet, options: optionsAfter(patient, what) })),
        () => {
          for (const { mending } of diagnoses) mending.mend();
        },
      );
      calls += 1;
    }
    return { restored: reportOf(diagnoses, blueprint), omitted: [], calls };
  });
}
