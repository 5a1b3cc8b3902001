/** What people and programs put into a file beside the worksheets of this project. */
import { openPackage } from '../../../sync/xlsx-host/package/zip.js';
import { zip } from '../../support/zip.js';
import { declaration, relationships, worksheet } from '../xlsx-host/read/workbook.js';

const types = 'application/vnd.openxmlformats-officedocument';
const element = (name: string, text = '') => `${declaration}<${name} xmlns="urn:a-test">${text}</${name}>`;

/** A worksheet of the person's own, with a chart, a picture and comments. */
export const partsOfPerson: Readonly<Record<string, string | Uint8Array>> = {
  'xl/worksheets/own.xml': worksheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>ہمارے نوٹ</t></is></c><c r="B1"><f>A1</f><v>7</v></c></row>\r\n',
    '<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>',
  ),
  'xl/worksheets/_rels/own.xml.rels': relationships([
    ['rId1', 'drawing', '../drawings/own.xml'],
    ['rId2', 'vmlDrawing', '../drawings/own.vml'],
    ['rId3', 'comments', '../comments-own.xml'],
  ]),
  'xl/drawings/own.xml': element('wsDr'),
  'xl/drawings/_rels/own.xml.rels': relationships([
    ['rId1', 'chart', '../charts/own.xml'],
    ['rId2', 'image', '../media/own.png'],
  ]),
  'xl/drawings/own.vml': '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>\r\n</v:shape></xml>',
  'xl/charts/own.xml': element('chartSpace'),
  'xl/comments-own.xml': element('comments', 'Who checks this? — Ali'),
  'xl/media/own.png': Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * index * 31) & 0xff)),
};

const overrides: Readonly<Record<string, string>> = {
  'xl/worksheets/own.xml': `${types}.spreadsheetml.worksheet+xml`,
  'xl/drawings/own.xml': `${types}.drawing+xml`,
  'xl/charts/own.xml': `${types}.drawingml.chart+xml`,
  'xl/comments-own.xml': `${types}.spreadsheetml.comments+xml`,
};

/** The workbook with all that put into it. */
export function crowded(bytes: Uint8Array): Uint8Array {
  const opened = openPackage(bytes);
  const insert = (name: string, before: string, added: string) => {
    const text = Buffer.from(opened.part(name)!).toString('utf8');
    return { name, content: text.replace(before, `${added}${before}`) };
  };
  const changed = [
    insert(
      '[Content_Types].xml',
      '</Types>',
      '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'.repeat(
        Buffer.from(opened.part('[Content_Types].xml')!).includes('Extension="vml"') ? 0 : 1,
      ) +
        '<Default Extension="png" ContentType="image/png"/>' +
        Object.entries(overrides)
          .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
          .join(''),
    ),
    insert('xl/workbook.xml', '</sheets>', '<sheet name="Own notes" sheetId="99" r:id="rIdOwn"/>'),
    insert(
      'xl/_rels/workbook.xml.rels',
      '</Relationships>',
      '<Relationship Id="rIdOwn" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/own.xml"/>',
    ),
  ];
  const kept = opened.partNames.filter((part) => !changed.some(({ name }) => name === part));
  return zip([
    ...changed,
    ...kept.map((name) => ({ name, content: opened.part(name)! })),
    ...Object.entries(partsOfPerson).map(([name, content], index) => ({
      name,
      content,
      ...(index % 2 === 0 ? { method: 0 } : {}),
    })),
  ]);
}

/** The parts that are not the same in both files, as they are compressed or otherwise. */
export function changedParts(before: Uint8Array, after: Uint8Array): readonly string[] {
  const [then, now] = [openPackage(before), openPackage(after)];
  const raw = (opened: typeof then, name: string) => {
    const found = opened.entry(name);
    return found && Buffer.concat([found.raw, Buffer.from([found.method])]).toString('base64');
  };
  return [...new Set([...then.partNames, ...now.partNames])].filter(
    (name) => raw(then, name) !== raw(now, name),
  );
}
