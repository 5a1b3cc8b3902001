/** What each finding says, in English: what is wrong, and what to do. A second language is one more file like this. */
import type { DiagnosticCode, DiagnosticParams } from '../codes.js';

/** A finding in words. `text` says what is wrong, `advice` what to do next. Both are plain text, never markup. */
export interface Message {
  readonly text: string;
  readonly advice: string;
}

/** One message for each code; the parameters are those of the code. */
export type MessageTable = { readonly [C in DiagnosticCode]: (params: DiagnosticParams[C]) => Message };

const percent = (fraction: number) => `${Math.round(fraction * 1000) / 10}%`;
const quote = (text: string) => `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
const rupees = (millions: number) => `PKR ${millions} million`;
const plan = 'Correct the plan file and load it again.';
const address =
  'Open the spreadsheet itself and copy its address from the browser: docs.google.com/spreadsheets/d/…/edit.';
/** A place as it was written, with where in a list of sources it stands. */
const placeAt = ({ found, path }: { found: string; path: string | null }) =>
  path === null ? quote(found) : `${quote(found)} (${path})`;

export const english: MessageTable = {
  'plan/invalid': (p) => ({ text: `The plan file is not valid at ${p.path}: ${p.problem}.`, advice: plan }),
  'plan/id-duplicate': (p) => ({ text: `Two ${p.what} have the id ${quote(p.id)}.`, advice: plan }),
  'plan/goal-unknown': (p) => ({
    text: `Pillar ${p.pillar} names a goal that the plan does not list: ${quote(p.goal)}.`,
    advice: plan,
  }),
  'plan/number-invalid': (p) => ({
    text: `${quote(p.no)} is not an intervention number (such as 5 or 5a).`,
    advice: plan,
  }),
  'plan/number-duplicate': (p) => ({ text: `Intervention ${p.no} stands in the plan twice.`, advice: plan }),
  'plan/number-order': (p) => ({
    text: `Intervention ${p.no} comes after ${p.previous}.`,
    advice: 'Put the interventions in the order of their numbers.',
  }),
  'plan/parent-missing': (p) => ({
    text: `Intervention ${p.no} is a sub-item of ${p.parent}, which is not in the plan above it.`,
    advice: plan,
  }),
  'plan/parent-mismatch': (p) => ({
    text: `Intervention ${p.no} names ${quote(p.parent)} as its parent; by its number it is ${quote(p.expected)}.`,
    advice: plan,
  }),
  'plan/pillar-unknown': (p) => ({
    text: `Intervention ${p.no} stands in a pillar that the plan does not list: ${quote(p.pillar)}.`,
    advice: plan,
  }),
  'plan/pillar-order': (p) => ({
    text: `Intervention ${p.no} goes back to pillar ${quote(p.pillar)}.`,
    advice: 'Keep the interventions of one pillar together, in the order of the list of pillars.',
  }),
  'plan/section-order': (p) => ({
    text: `Intervention ${p.no} goes back to section ${quote(p.section)}.`,
    advice: 'Keep the interventions of one section together.',
  }),
  'plan/sub-item-elsewhere': (p) => ({
    text: `Sub-item ${p.no} stands in another pillar or section than ${p.parent}.`,
    advice: plan,
  }),
  'plan/body-unknown': (p) => ({
    text: `Intervention ${p.no} names a body that the plan does not list: ${quote(p.body)}.`,
    advice: 'Add the body to the list of bodies, or correct its id.',
  }),
  'plan/unit-unknown': (p) => ({
    text: `Intervention ${p.no} names a reporting unit that the plan does not list: ${quote(p.unit)}.`,
    advice: plan,
  }),
  'plan/no-unit': (p) => ({
    text: `No reporting unit has a part in intervention ${p.no}.`,
    advice: 'Name a body or a unit for it.',
  }),
  'plan/validity': (p) => ({
    text: `The plan's period ends (${p.to}) before it begins (${p.from}).`,
    advice: plan,
  }),
  'plan/priority-unknown-intervention': (p) => ({
    text: `Priority ${p.priority} links to intervention ${quote(p.no)}, which is not in the plan.`,
    advice: plan,
  }),
  'timelines/invalid': (p) => ({
    text: `Line ${p.line} of the timelines is not “number,timeline”: ${quote(p.found)}.`,
    advice: 'Write one intervention a line, such as “5a,Short Term”.',
  }),
  'timelines/intervention-unknown': (p) => ({
    text: `The timelines name intervention ${quote(p.no)}, which is not in the plan.`,
    advice: 'Correct the number or remove the line.',
  }),
  'timelines/value-unknown': (p) => ({
    text: `${quote(p.found)} is not a timeline (intervention ${p.no}).`,
    advice: 'Use Short Term, Medium Term or Long Term.',
  }),
  'timelines/duplicate': (p) => ({
    text: `The timelines name intervention ${p.no} twice.`,
    advice: 'Keep one of the two lines.',
  }),

  'file/unreadable': (p) => ({
    text: `The file cannot be read: ${p.reason}.`,
    advice: 'Check that the file exists, is not open elsewhere, and that you may read it.',
  }),
  'file/empty': () => ({ text: 'The file is empty (0 bytes).', advice: 'Ask for the file again.' }),
  'file/not-a-workbook': (p) => ({
    text: `This is not an .xlsx workbook but ${p.found}.`,
    advice: 'Open it in Excel, LibreOffice or Google Sheets and save it as “Excel Workbook (.xlsx)”.',
  }),
  'file/encrypted': () => ({
    text: 'The workbook is protected with a password to open it.',
    advice: 'Save a copy without a password (File, Info, Protect Workbook) and send that.',
  }),
  'file/truncated': () => ({
    text: 'The file is cut off: its end is missing.',
    advice: 'Wait until the copy or download has finished, or ask for the file again.',
  }),
  'file/damaged': (p) => ({
    text: `The file is damaged in ${p.part}: ${p.reason}.`,
    advice: 'Open it in Excel, let it repair the file, save it under a new name and send that.',
  }),
  'file/macros': (p) => ({
    text: `The workbook contains macros (${p.part}).`,
    advice: 'Save it as “Excel Workbook (.xlsx)”, which drops the macros.',
  }),
  'file/active-content': (p) => ({
    text: `The workbook contains embedded or active content (${p.part}).`,
    advice: 'Remove embedded objects, controls and DDE links, and save it again.',
  }),
  'file/external-content': (p) => ({
    text: `The workbook links to something outside it: ${quote(p.target)} (${p.part}). The link was not followed.`,
    advice: 'Break the link (Data, Edit Links) unless it is wanted.',
  }),
  'file/too-large': (p) => ({
    text: `The workbook is too large: ${p.found} ${p.what}, at most ${p.limit} are read.`,
    advice: 'Delete empty rows and columns below and beside the matrix, and pictures, and save it again.',
  }),
  'file/compression-bomb': (p) => ({
    text: `The file unpacks to far more than it should (${p.part}); it was not read.`,
    advice: 'Do not open it. Ask the sender how it was made.',
  }),
  'file/ambiguous-part': (p) => ({
    text: `The file contains ${p.part} twice; programs would disagree about which one counts.`,
    advice: 'Open it in Excel, check what it shows, save it under a new name and send that.',
  }),
  'file/document-type': (p) => ({
    text: `The file contains a document type declaration (${p.part}), which no spreadsheet program writes; it was not read.`,
    advice: 'Do not open it. Ask the sender how it was made.',
  }),
  'file/encoding': (p) => ({
    text: `${p.part} is written in ${p.encoding}, which a workbook may not use.`,
    advice: 'Open it in Excel and save it again.',
  }),
  'file/time-limit': (p) => ({
    text: `Reading was stopped after ${p.seconds} seconds.`,
    advice: 'Delete what does not belong to the matrix and save the workbook again.',
  }),
  'file/memory-limit': (p) => ({
    text: `Reading was stopped because it needed more than ${p.megabytes} MB of memory.`,
    advice: 'Delete what does not belong to the matrix and save the workbook again.',
  }),
  'file/owner-file': () => ({
    text: 'This is the lock file that Excel keeps beside an open workbook, not the workbook.',
    advice: 'Name the workbook without “~$”, after closing it in Excel.',
  }),
  'file/name-suspicious': (p) => ({
    text: `The file name contains characters that hide what it is: ${quote(p.found)}.`,
    advice: 'Rename the file with letters, digits and hyphens.',
  }),

  'place/sheet-id-invalid': (p) => ({
    text: `${placeAt(p)} does not hold the id of a Google Sheet.`,
    advice: `The id is the long part of the address between /d/ and /edit. ${address}`,
  }),
  'place/link-published': (p) => ({
    text: `${placeAt(p)} is the link of a page that was published to the web: a picture of the sheet, not the sheet.`,
    advice: address,
  }),
  'place/link-of-other': (p) => ({
    text: `${placeAt(p)} is the link of ${p.what}, not of a Google Sheet.`,
    advice: address,
  }),
  'place/link-unknown': (p) => ({
    text: `${placeAt(p)} is not the link of a Google Sheet.`,
    advice: `${address} A workbook that lies elsewhere: download it, and name the file.`,
  }),
  'place/blank': (p) => ({
    text: p.path === null ? 'A file or sheet is named by nothing.' : `Nothing stands at ${p.path}.`,
    advice: 'Name a file, a folder, or a Google Sheet by its address or as sheets:ID.',
  }),

  'sheet/unreachable': (p) => ({
    text: `The Google Sheet could not be used. ${p.reason.replace(/\.$/u, '')}.`,
    advice: 'Once that is settled, run this again.',
  }),

  'sources/not-json': (p) => ({
    text: `The list of sources is not JSON: ${p.problem}.`,
    advice: 'Look for a comma or a quotation mark that is missing or too many.',
  }),
  'sources/invalid': (p) => ({
    text: `The list of sources is not valid at ${p.path}: ${p.problem}.`,
    advice: 'It names the place of each unit, such as { "units": { "punjab": "returned/punjab.xlsx" } }.',
  }),
  'sources/unit-unknown': (p) => ({
    text: `${quote(p.found)} (${p.path}) is not a reporting unit of the plan.`,
    advice: `The ids of the units are: ${p.known}.`,
  }),
  'sources/unit-twice': (p) => ({
    text: `The list of sources names ${p.unit} twice, and only one of the two would count.`,
    advice: 'Keep one, and give it all the places as a list in square brackets.',
  }),
  'sources/unit-missing': (p) => ({
    text: `The list of sources says nothing of ${p.unit}.`,
    advice: 'Add where its workbook is, or leave it out if it does not report.',
  }),
  'sources/place-twice': (p) => ({
    text: `${quote(p.found)} (${p.path}) is the same place as ${p.first}. It is read once.`,
    advice: 'Take one of the two out of the list.',
  }),
  'sources/place-shared': (p) => ({
    text: `${quote(p.found)} (${p.path}) is the same place as ${p.first}, which is another unit’s.`,
    advice: 'Give each unit a place of its own.',
  }),

  'workbook/not-a-matrix': (p) => ({
    text: `No matrix was found in this workbook (worksheets: ${p.worksheets}).`,
    advice:
      'Send the workbook that was handed out for this quarter; the header row of the matrix must be in it.',
  }),
  'workbook/worksheet-renamed': (p) => ({
    text: `The worksheet ${quote(p.expected)} is now called ${quote(p.found)}; it was recognised.`,
    advice: 'Nothing to do.',
  }),
  'workbook/several-matrices': (p) => ({
    text: `More than one worksheet holds a matrix: ${p.worksheets}.`,
    advice: 'Keep the one that counts and delete the copies.',
  }),
  'workbook/metadata-missing': () => ({
    text: 'The hidden worksheet _nisp, which says whose workbook this is, has been deleted.',
    advice: 'Copy the entries into a newly built workbook, or state its unit and quarter when you check it.',
  }),
  'workbook/metadata-invalid': (p) => ({
    text: `The hidden worksheet _nisp says ${quote(p.found)} for ${p.key}.`,
    advice: 'Copy the entries into a newly built workbook.',
  }),
  'workbook/template-unknown': (p) => ({
    text: `The workbook was built by a version that is not known here: ${quote(p.found)}.`,
    advice: 'Update this program, or copy the entries into a newly built workbook.',
  }),
  'workbook/template-old': (p) => ({
    text: `The workbook was built with template ${p.found}; the current one is ${p.current}. It was read all the same.`,
    advice: 'Build a new workbook for the next quarter.',
  }),
  'workbook/plan-different': (p) => ({
    text: `The workbook was built for the plan ${quote(p.found)}, not ${quote(p.expected)}.`,
    advice: 'Check it with the plan that it was built for.',
  }),
  'workbook/unit-unknown': (p) => ({
    text: `The workbook says it comes from ${quote(p.found)}, which is not a reporting unit of the plan.`,
    advice: 'Check which unit sent it.',
  }),
  'workbook/unit-different': (p) => ({
    text: `This is the workbook of ${p.found}, not of ${p.expected}.`,
    advice: 'Check which unit sent it.',
  }),
  'workbook/period-different': (p) => ({
    text: `This is the workbook for ${p.found}, not for ${p.expected}.`,
    advice: 'Send the workbook of the quarter asked for.',
  }),
  'workbook/hidden': (p) => ({
    text: `The worksheet ${quote(p.worksheet)} is hidden; it was read all the same.`,
    advice: 'Nothing to do.',
  }),
  'workbook/date-order-missing': (p) => ({
    text: `The workbook does not say whether the day or the month comes first; dates typed as text: ${p.count}.`,
    advice: 'Choose the date order on the Guide worksheet, or type the dates as dates.',
  }),
  'workbook/more-findings': (p) => ({
    text: `${p.count} more findings of the same kind (${p.code}) are not listed.`,
    advice: 'Mend those that are listed and check the workbook again.',
  }),

  'column/missing': (p) => ({
    text: `The column ${quote(p.header)} is missing.`,
    advice: 'Put it back: copy the entries into a newly built workbook, or undo the deletion.',
  }),
  'column/unknown': (p) => ({
    text: `The column ${quote(p.header)} is not part of the matrix; it was left alone and not read.`,
    advice: 'Nothing to do. Use Remarks for what the secretariat should see.',
  }),
  'column/duplicate': (p) => ({
    text: `The column ${quote(p.header)} stands there more than once (${p.columns}); none of them was read.`,
    advice: 'Keep the one that counts and delete the copy.',
  }),
  'column/renamed': (p) => ({
    text: `The column ${quote(p.header)} is now called ${quote(p.found)}; it was recognised.`,
    advice: 'Nothing to do.',
  }),
  'column/hidden': (p) => ({
    text: `The column ${quote(p.header)} is hidden; it was read all the same.`,
    advice: 'Nothing to do.',
  }),
  'intervention/missing': (p) => ({
    text: `Intervention ${p.no} (${quote(p.text)}) has no row. A missing row is not taken as a deletion.`,
    advice: 'Put the row back from a newly built workbook.',
  }),
  'intervention/unknown': (p) => ({
    text: `${quote(p.found)} is not an intervention of the plan; the row was not read.`,
    advice: 'Correct the number in the first column, or delete the row.',
  }),
  'intervention/duplicate': (p) => ({
    text: `Intervention ${p.no} has more than one row (rows ${p.rows}); none of them was read.`,
    advice: 'Keep the row that counts and delete the others.',
  }),
  'intervention/altered': (p) => ({
    text: `The plan's own text of intervention ${p.no} (${p.header}) was changed from ${quote(p.expected)} to ${quote(p.found)}. The plan's text is used.`,
    advice: 'Undo the change; propose changes to the plan in Remarks.',
  }),
  'intervention/order': (p) => ({
    text: `The rows are not in the order of the plan (first at intervention ${p.no}); they were read by their numbers.`,
    advice: 'Nothing to do.',
  }),
  'intervention/not-applicable': (p) => ({
    text: `${p.unit} has no part in intervention ${p.no}, but something is entered. It is kept, and not counted.`,
    advice: 'Clear the entry, or ask the secretariat to correct the plan.',
  }),
  'intervention/derived': (p) => ({
    text: `${p.header} of intervention ${p.no} follows from its sub-items; ${quote(p.found)} was not read.`,
    advice: 'Clear the cell and enter it at the sub-items.',
  }),
  'rows/hidden': (p) => ({
    text: `${p.count} rows are hidden (${p.interventions}); they were read all the same.`,
    advice: 'Nothing to do.',
  }),
  'rows/filtered': (p) => ({
    text: `A filter hides ${p.count} rows; they were read all the same.`,
    advice: 'Nothing to do.',
  }),

  'cell/error': (p) => ({
    text: `The cell shows the error ${p.found}; it counts as no entry.`,
    advice: 'Type the value in its place.',
  }),
  'cell/formula': (p) => ({
    text: `There is a formula where a value is expected (${quote(p.formula)}); its result was not used.`,
    advice: 'Type the value, or copy the cell and paste it as value.',
  }),
  'cell/merged': (p) => ({
    text: `The cells ${p.range} are merged; only the first one holds a value.`,
    advice: 'Unmerge the cells and enter each row for itself.',
  }),
  'cell/text-too-long': (p) => ({
    text: `The text has ${p.length} characters; at most ${p.limit} fit a cell. It was not shortened.`,
    advice: 'Shorten it, or put the long text in a document and name that as evidence.',
  }),
  'cell/control-character': (p) => ({
    text: `The text contains characters that cannot be printed (${p.found}).`,
    advice: 'Delete them; they often come from copying out of a PDF.',
  }),
  'cell/invisible-character': (p) => ({
    text: `The text contains invisible characters (${p.found}); they were ignored when comparing.`,
    advice: 'Nothing to do, or type the text again.',
  }),
  'cell/mixed-script': (p) => ({
    text: `${quote(p.found)} mixes letters of different alphabets that look alike.`,
    advice: 'Type the text again.',
  }),

  'status/unknown': (p) => ({
    text: `${quote(p.found)} is not a status.`,
    advice: p.suggestion
      ? `Did you mean ${quote(p.suggestion)}? Choose it from the list.`
      : 'Choose Not started, In progress, Completed, On hold or Dropped from the list.',
  }),
  'status/spelling': (p) => ({
    text: `${quote(p.found)} was read as ${quote(p.value)}.`,
    advice: 'Choose the status from the list.',
  }),
  'timeline/unknown': (p) => ({
    text: `${quote(p.found)} is not a timeline.`,
    advice: p.suggestion
      ? `Did you mean ${quote(p.suggestion)}? Choose it from the list.`
      : 'Choose Short Term, Medium Term or Long Term from the list.',
  }),
  'timeline/spelling': (p) => ({
    text: `${quote(p.found)} was read as ${quote(p.value)}.`,
    advice: 'Choose the timeline from the list.',
  }),
  'number/invalid': (p) => ({
    text: `${p.header}: ${quote(p.found)} is not a number.`,
    advice: 'Enter a plain number; put words in Remarks.',
  }),
  'number/as-text': (p) => ({
    text: `${p.header}: the number ${p.value} is stored as text (${quote(p.found)}).`,
    advice: 'Type the number again; the spreadsheet does not add up numbers stored as text.',
  }),
  'number/ambiguous': (p) => ({
    text: `${p.header}: ${quote(p.found)} can be read as ${p.readings}.`,
    advice: 'Type the number without separators.',
  }),
  'number/out-of-range': (p) => ({
    text: `${p.header}: ${p.found} is outside what is allowed (${p.min === null ? `at most ${p.max}` : p.max === null ? `${p.min} or more` : `${p.min} to ${p.max}`}).`,
    advice: 'Correct the number.',
  }),
  'progress/points': (p) => ({
    text: `Progress ${p.found} was read as ${percent(p.value)}.`,
    advice: 'Type it with the percent sign.',
  }),
  'progress/ambiguous': (p) => ({
    text: `Progress ${p.found} can mean ${p.found}% or ${percent(p.found)}.`,
    advice: 'Type it with the percent sign.',
  }),
  'date/invalid': (p) => ({
    text: `${p.header}: ${quote(p.found)} is not a date.`,
    advice: 'Type a date such as 31-Mar-2019.',
  }),
  'date/as-text': (p) => ({
    text: `${p.header}: the date ${p.value} is stored as text (${quote(p.found)}).`,
    advice: 'Type the date again so that the spreadsheet takes it as a date.',
  }),
  'date/ambiguous': (p) => ({
    text: `${p.header}: ${quote(p.found)} can be ${p.dayFirst} or ${p.monthFirst}.`,
    advice: 'Type the month as a word (3-Apr-2019), or state the date order on the Guide worksheet.',
  }),
  'date/other-calendar': (p) => ({
    text: `${p.header}: ${quote(p.found)} looks like a date of the Hijri or Jalali calendar.`,
    advice: 'Type the Gregorian date.',
  }),

  'timeline/not-set': (p) => ({
    text: `Intervention ${p.no} has no timeline yet.`,
    advice: 'Annex A prints it as a colour: take it from the printed policy and choose it from the list.',
  }),
  'timeline/differs-from-plan': (p) => ({
    text: `The timeline is ${p.found}; the plan says ${p.planned}. The plan's is used.`,
    advice: 'Put the plan’s timeline back, or ask the secretariat to correct the plan.',
  }),
  'timeline/colour-disagree': (p) => ({
    text: `The cell is coloured as ${p.colour} but says ${p.word}.`,
    advice: 'Check the printed policy, and clear the colour: the matrix colours the cell by its word.',
  }),
  'timeline/colour-only': (p) => ({
    text: `The cell is coloured as ${p.colour} but says nothing.`,
    advice: 'Choose the timeline from the list; a colour alone is not read.',
  }),
  'status/missing': (p) => ({
    text: `Intervention ${p.no} has entries but no status, so it counts as no update.`,
    advice: 'Choose a status.',
  }),
  'status/progress-disagree': (p) => ({
    text: `The status is Completed but progress is ${percent(p.progress)}.`,
    advice: 'Set progress to 100%, or the status to In progress.',
  }),
  'progress/status-disagree': (p) => ({
    text: `Progress is 100% but the status is ${p.status}.`,
    advice: 'Set the status to Completed, or correct the progress.',
  }),
  'progress/not-started': (p) => ({
    text: `The status is Not started but progress is ${percent(p.progress)}.`,
    advice: 'Set the status to In progress, or clear the progress.',
  }),
  'progress/without-start': (p) => ({
    text: `Progress is ${percent(p.progress)} but no start date is given.`,
    advice: 'Enter the date on which work began.',
  }),
  'progress/decreased': (p) => ({
    text: `Progress went down from ${percent(p.before)} to ${percent(p.now)} since the workbook was built.`,
    advice: 'Correct it, or give the reason in Remarks.',
  }),
  'status/reversed': (p) => ({
    text: `The status went from ${p.before} back to ${p.now}.`,
    advice: 'Correct it, or give the reason in Remarks.',
  }),
  'status/completed-without-evidence': (p) => ({
    text: `Intervention ${p.no} is Completed but no evidence is named.`,
    advice: 'Name the notification, report or other document that shows it.',
  }),
  'status/parent-before-sub-items': (p) => ({
    text: `Intervention ${p.no} is Completed although sub-items are not: ${p.open}.`,
    advice: 'Complete the sub-items first, or correct the status.',
  }),
  'status/reason-missing': (p) => ({
    text: `The status is ${p.status} but Remarks give no reason.`,
    advice: 'Say in Remarks why, and what would let it go on.',
  }),
  'date/end-before-start': (p) => ({
    text: `It is due (${p.due}) before it starts (${p.start}).`,
    advice: 'Correct one of the two dates.',
  }),
  'date/outside-policy': (p) => ({
    text: `${p.header}: ${p.date} lies outside the policy (${p.from} to ${p.to}).`,
    advice: 'Check the year.',
  }),
  'date/updated-after-period': (p) => ({
    text: `It was updated on ${p.date}, more than ${p.days} days after the end of the quarter (${p.end}).`,
    advice: 'Check the date, or report the change in the next quarter.',
  }),
  'date/start-in-future': (p) => ({
    text: `The status is ${p.status} but it starts only on ${p.date}.`,
    advice: 'Correct the status or the date.',
  }),
  'date/due-missing': (p) => ({
    text: `Intervention ${p.no} is in progress but has no due date, so it can never be overdue.`,
    advice: 'Enter the date by which it is to be completed.',
  }),
  'status/overdue': (p) => ({
    text: `It was due on ${p.due} and is not completed (as of ${p.asOf}).`,
    advice: 'Give the reason and the new date in Remarks.',
  }),
  'budget/spent-above': (p) => ({
    text: `Spent (${rupees(p.spent)}) is more than the budget (${rupees(p.budget)}).`,
    advice: 'Check both figures; both are in PKR million.',
  }),
  'budget/spent-without-budget': (p) => ({
    text: `${rupees(p.spent)} are spent but no budget is entered.`,
    advice: 'Enter the budget if it is known.',
  }),
  'actual/above-target': (p) => ({
    text: `Actual (${p.actual}) is more than ${p.factor} times the target (${p.target}).`,
    advice: 'Check for a slipped digit.',
  }),
  'actual/without-target': (p) => ({
    text: `Actual is ${p.actual} but no target is entered.`,
    advice: 'Enter the target, so that progress can be measured.',
  }),
  'actual/completed-below-target': (p) => ({
    text: `The status is Completed but actual (${p.actual}) is below the target (${p.target}).`,
    advice: 'Correct the figures or the status, or explain in Remarks.',
  }),
  'entry/focal-person-missing': (p) => ({
    text: `Intervention ${p.no} has no focal person.`,
    advice: 'Name who can be asked about it.',
  }),
  'entry/focal-person-contact': (p) => ({
    text: `The focal person's cell holds only a number or an address: ${quote(p.found)}.`,
    advice: 'Add the name and the post.',
  }),

  'validation/lost': (p) => ({
    text: `The drop-downs and checks of ${p.header} were lost in ${p.range} (pasting over them does that).`,
    advice: 'Undo the paste and paste “values only”, or let the check put them back: it touches no value.',
  }),
  'format/lost': (p) => ({
    text: `The colours that follow the values were lost in ${p.range}.`,
    advice:
      'Copy the formats from the workbook that was handed out, or leave it: entries are read all the same.',
  }),
  'protection/lost': (p) => ({
    text: `The protection of ${p.worksheet} was switched off.`,
    advice: 'Switch it on again (Review, Protect Sheet); it needs no password.',
  }),

  'submission/cover-unusable': (p) => ({
    text: `${p.label} on the Guide worksheet: ${quote(p.found)} cannot be used.`,
    advice: 'Choose from the list, type a date as a date, or clear the cell.',
  }),
  'submission/empty': () => ({
    text: 'Nothing was entered since this workbook was built, and it is not marked as a nil return.',
    advice: 'Send the filled-in workbook, or choose “Nothing to report” on the Guide worksheet.',
  }),
  'submission/nil-return-with-entries': (p) => ({
    text: `The workbook is marked “Nothing to report” but ${p.count} rows have entries. The entries count.`,
    advice: 'Clear the mark or the entries.',
  }),
  'submission/rows-cleared': (p) => ({
    text: `${p.count} of ${p.of} rows that had entries when the workbook was built are now empty.`,
    advice: 'Check that they were cleared on purpose.',
  }),
  'submission/timelines-not-set': (p) => ({
    text: `${p.count} of ${p.of} interventions have no timeline yet.`,
    advice:
      'Annex A prints it as a colour: take it from the printed policy, as a list for the whole plan, or choose it from the drop-down.',
  }),
  'submission/missing': (p) => ({
    text: `${p.unit} has not submitted a workbook for ${p.period}.`,
    advice: 'Remind the unit; its rows count as not submitted, not as zero.',
  }),
  'submission/duplicate': (p) => ({
    text: `The workbook of ${p.unit} says the same as ${quote(p.sameAs)}; it was counted once.`,
    advice: 'Nothing to do.',
  }),
  'submission/conflict': (p) => ({
    text: `${p.unit} submitted workbooks that disagree in ${p.count} values (${p.files}).`,
    advice: 'See the Conflicts worksheet; ask the unit which one counts and leave the other out.',
  }),
  'sync/conflict': (p) => ({
    text: `${p.column} was changed in both workbooks that are kept in step: here it is ${quote(p.here)}, in the other one ${quote(p.there)}; before it was ${quote(p.base)}.`,
    advice:
      'Agree on one value. To take the other workbook’s, or a third one, enter it here; to keep this one, enter it there. Then sync again.',
  }),
  'consolidation/timelines-differ': (p) => ({
    text: `The units give different timelines for intervention ${p.no}: ${p.values}.`,
    advice: 'Take it from the printed policy and state it for the whole plan.',
  }),

  'repaint/would-lose': (p) => ({
    text: `Painting the workbook anew would lose what stands here: ${quote(p.found)}. Nothing was changed.`,
    advice: 'Correct it, or move it to a worksheet of your own, and try again.',
  }),
  'repaint/foreign-worksheet': (p) => ({
    text: `The worksheet ${quote(p.found)} is not one of ours, but bears the name of one. Nothing was changed.`,
    advice: 'Give it another name, or choose another workbook.',
  }),
};

/** The words for a diagnostic, in English. */
export function describe<C extends DiagnosticCode>(diagnostic: {
  readonly code: C;
  readonly params: DiagnosticParams[C];
}): Message {
  return english[diagnostic.code](diagnostic.params);
}
