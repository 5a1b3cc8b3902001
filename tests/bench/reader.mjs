// One contestant in a process of its own: reads the same workbooks once a round, when it is told to.
// In: {"load": [paths]}, then {"round": true} as often as one likes, one JSON text a line.
// Out: for each line one, {"ready": version} or {"cpu": [ms], "wall": [ms], "cells": [filled cells]}, by file.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inflateRawSync } from 'node:zlib';
import * as sheetjs from '@e965/xlsx';
import { SaxesParser } from 'saxes';
import { worksheetNames } from '../../dist/core/index.js';
import { checkBytes } from '../../dist/sync/xlsx-host/check.js';
import { readWorkbook } from '../../dist/sync/xlsx-host/read/read.js';
import { loadExceljs } from './contestants.mjs';
import { plan } from './workbooks.mjs';

/** The worksheets with entries, which our reader reads; every contestant that can skip the others is told to. */
const wanted = [worksheetNames.guide, worksheetNames.matrix, worksheetNames.metadata];

// The floor

/** Where each entry's compressed bytes are. Only good files come here. */
function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      isPacked: view.getUint16(at + 10, true) === 8,
      packed: bytes.subarray(from, from + view.getUint32(at + 20, true)),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const unpack = ({ isPacked, packed }) => (isPacked ? inflateRawSync(packed) : packed);
const isXml = ({ name }) => /\.(?:xml|rels|vml)$/.test(name);

/** Unpacks parts (no checksum is looked at), decodes them, and has saxes report every tag and text to nobody. */
function parseParts(bytes, isNeeded) {
  for (const entry of directory(bytes)) {
    if (!isNeeded(entry)) continue;
    const content = unpack(entry);
    if (!isXml(entry)) continue;
    const parser = new SaxesParser({ xmlns: false, position: false });
    parser.on('opentag', () => {});
    parser.on('closetag', () => {});
    parser.on('text', () => {});
    parser.write(content.toString('utf8')).close();
  }
}

/** Names of the parts without which the entries cannot be read, found beforehand. */
function neededParts(bytes) {
  const entries = directory(bytes);
  const text = (name) => unpack(entries.find((entry) => entry.name === name)).toString('utf8');
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([tag]) => [
      /Id="([^"]*)"/.exec(tag)[1],
      `xl/${/Target="([^"]*)"/.exec(tag)[1].replace(/^\/xl\//, '')}`,
    ]),
  );
  const sheets = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].flatMap(([tag]) =>
    wanted.includes(/name="([^"]*)"/.exec(tag)[1]) ? [targets.get(/r:id="([^"]*)"/.exec(tag)[1])] : [],
  );
  const fixed = ['[Content_Types].xml', 'xl/workbook.xml', 'xl/styles.xml', 'xl/sharedStrings.xml'];
  return new Set([
    ...fixed,
    ...sheets,
    ...entries.map(({ name }) => name).filter((name) => name.endsWith('.rels')),
  ]);
}

// The contestants. `read` is what is measured; `count` gives the filled cells of the worksheets that all of them read.

const isFilled = (value) => value !== null && value !== undefined && value !== '';

const isRead = (name) => !Object.values(worksheetNames).includes(name) || wanted.includes(name);

/** Node keeps the modules that were loaded; only this contestant's own code runs while it is measured. */
const readers = {
  floor: () => ({ read: ({ bytes }) => parseParts(bytes, () => true), count: () => null }),
  'floor-needed': () => ({
    prepare: ({ bytes }) => neededParts(bytes),
    read: ({ bytes, prepared }) => parseParts(bytes, ({ name }) => prepared.has(name)),
    count: () => null,
  }),
  read: () => ({
    read: ({ bytes }) => readWorkbook(bytes, { worksheets: isRead }),
    count: ({ snapshot }) =>
      snapshot.worksheets
        .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
        .filter(({ content }) => content !== null).length,
  }),
  check: () => ({
    read: ({ bytes }) => checkBytes(bytes, { plan, file: 'workbook.xlsx', hash: null, received: null }),
    // It answers with the submission, not with cells; a workbook that is refused must not pass for a quick one.
    count: ({ submission }) => {
      if (!submission) throw new Error('The workbook is no submission.');
      return null;
    },
  }),
  sheetjs: () => ({
    read: ({ bytes }) =>
      sheetjs.read(bytes, {
        type: 'buffer',
        dense: true,
        sheets: wanted,
        cellFormula: false,
        cellHTML: false,
        cellText: false,
      }),
    count: ({ Sheets }) =>
      wanted
        .flatMap((name) => (Sheets[name]['!data'] ?? []).flat())
        .filter((cell) => cell && cell.t !== 'z' && isFilled(cell.v)).length,
  }),
  exceljs: () => {
    const exceljs = loadExceljs();
    const ignoreNodes = [
      'sheetViews',
      'cols',
      'autoFilter',
      'pageSetup',
      'headerFooter',
      'printOptions',
      'drawing',
    ];
    ignoreNodes.push('sheetProtection', 'dataValidations', 'conditionalFormatting', 'hyperlinks', 'extLst');
    return {
      read: ({ bytes }) => new exceljs.Workbook().xlsx.load(bytes, { ignoreNodes }),
      count: (workbook) => {
        let count = 0;
        for (const name of wanted) {
          workbook.getWorksheet(name).eachRow((row) =>
            row.eachCell((cell) => {
              const { value } = cell;
              const shown =
                value !== null && typeof value === 'object' && 'formula' in value ? value.result : value;
              if (cell.master === cell && isFilled(shown)) count += 1;
            }),
          );
        }
        return count;
      },
    };
  },
};

const { prepare = () => null, read, count } = readers[process.argv[2]]();
let files = [];

async function round() {
  const cpu = [];
  const wall = [];
  const cells = [];
  for (const file of files) {
    const from = process.cpuUsage();
    const start = performance.now();
    const result = await read(file);
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(from);
    cpu.push((user + system) / 1000);
    cells.push(count(result));
  }
  return { cpu, wall, cells };
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  let answer;
  if (message.load) {
    files = message.load.map((path) => {
      const bytes = readFileSync(path);
      return { bytes, prepared: prepare({ bytes }) };
    });
    answer = { ready: process.version };
  } else answer = await round();
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
