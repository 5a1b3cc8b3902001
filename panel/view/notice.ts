/** What the last task came to: in a line where all is well, in a message bar where there is more to know. */
import '@fluentui/web-components/message-bar.js';
import { html, nothing, type TemplateResult } from 'lit';
import { fieldByKey, worksheetNames, type HostCapability, type PaintReport } from '../../core/index.js';
import type { Notice } from '../model/state.js';
import { texts } from '../texts/en.js';
import { plainFinding } from './finding.js';
import { icon } from './icons.js';
import { joinRanges } from './ranges.js';

/** The line that says what the last task came to; null where a message bar says it. */
export function noticeLine(notice: Notice): string | null {
  switch (notice.kind) {
    case 'checked':
      return texts.notice.checked(notice.counts);
    case 'fixed':
      return notice.refused > 0 ? null : texts.notice.fixed(notice.fixed);
    case 'undone':
      return notice.refused > 0 ? null : texts.notice.undone(notice.undone);
    case 'entered':
      return notice.wasRefused ? null : texts.notice.entered(fieldByKey.get(notice.field)!.header, notice.no);
    case 'findings-written':
      return texts.notice.findingsWritten(notice.worksheet);
    case 'built':
    case 'not-built':
    case 'repaired':
    case 'failed':
      return null;
  }
}

/** Worksheets that nobody sees. */
const hidden: readonly string[] = [worksheetNames.lists, worksheetNames.metadata];

/** How many items of a list are shown, and how many ranges of an item. */
const longestListShown = 8;

interface Message {
  readonly intent: 'success' | 'warning' | 'error';
  readonly title: string;
  readonly body: TemplateResult | typeof nothing;
}

const lines = (texts_: readonly string[]) =>
  texts_.length === 0
    ? nothing
    : html`<ul class="bullets">
        ${texts_.map((text) => html`<li>${text}</li>`)}
      </ul>`;

/** The first of a list, and how many more there are. */
const shorten = (items: readonly string[]) =>
  items.length > longestListShown
    ? [...items.slice(0, longestListShown), texts.common.andMore(items.length - longestListShown)]
    : items;

/** One line for each capability that is missing, with the worksheets that miss it. */
function omissions(omitted: PaintReport['omitted']): string[] {
  const byCapability = new Map<HostCapability, { count: number; worksheets: string[] }>();
  for (const { capability, worksheet, count } of omitted) {
    const known = byCapability.get(capability) ?? { count: 0, worksheets: [] };
    known.count += count;
    known.worksheets.push(worksheet);
    byCapability.set(capability, known);
  }
  return [...byCapability].map(([capability, { count, worksheets }]) =>
    texts.notice.omitted(capability, count, worksheets),
  );
}

function messageOf(notice: Notice, program: string): Message | null {
  switch (notice.kind) {
    case 'built': {
      const { painted, omitted } = notice.report;
      const untouched = notice.report.untouched.filter((name) => name !== notice.copy);
      const about = [
        ...(notice.copy === null ? [] : [texts.notice.copy(notice.copy)]),
        ...(untouched.length === 0 ? [] : [texts.notice.untouched(untouched)]),
      ];
      return {
        intent: 'success',
        title: texts.notice.built(painted.filter((name) => !hidden.includes(name))),
        body: html`${about.map((text) => html`<p>${text}</p>`)}
        ${
          omitted.length === 0
            ? nothing
            : html`<p>${texts.notice.omittedTitle(program)}</p>
                ${lines(omissions(omitted))}`
        }`,
      };
    }
    case 'not-built':
      return {
        intent: 'warning',
        title: texts.notice.notBuilt,
        body:
          notice.findings.length === 0
            ? nothing
            : html`<p>${texts.notice.notBuiltWhy}</p>
                <ul class="bullets">
                  ${notice.findings.slice(0, longestListShown).map(plainFinding)}
                  ${
                    notice.findings.length > longestListShown
                      ? html`<li>${texts.common.andMore(notice.findings.length - longestListShown)}</li>`
                      : nothing
                  }
                </ul>`,
      };
    case 'repaired': {
      const { restored, omitted } = notice.report;
      return {
        intent: 'success',
        title: restored.length === 0 ? texts.notice.nothingMissing : texts.notice.repaired(restored.length),
        body: html`${lines(
          restored.map(({ worksheet, what, ranges }) =>
            texts.notice.restored(worksheet, texts.notice.repairable[what], shorten(joinRanges(ranges))),
          ),
        )}
        ${omitted.length === 0 ? nothing : html`<p>${texts.notice.notLookedAt(program, omitted)}</p>`}`,
      };
    }
    case 'fixed':
    case 'undone': {
      if (notice.refused === 0) return null;
      const done =
        notice.kind === 'fixed' ? texts.notice.fixed(notice.fixed) : texts.notice.undone(notice.undone);
      return { intent: 'warning', title: done, body: html`<p>${texts.notice.refused(notice.refused)}</p>` };
    }
    case 'entered':
      return notice.wasRefused
        ? {
            intent: 'warning',
            title: texts.notice.enteredRefused(fieldByKey.get(notice.field)!.header, notice.no),
            body: nothing,
          }
        : null;
    case 'failed': {
      const { title, what } = texts.notice.failed(notice);
      return {
        intent: 'error',
        title,
        body: html`<p>${what}</p>
          <p>${texts.notice.touched(notice.touched)}</p>
          ${notice.copy === null ? nothing : html`<p>${texts.notice.copy(notice.copy)}</p>`}`,
      };
    }
    case 'checked':
    case 'findings-written':
      return null;
  }
}

/** The message bar of a notice; nothing where a line says it all. */
export function noticeBar(
  notice: Notice,
  { program, dismiss }: { readonly program: string; readonly dismiss: () => void },
): TemplateResult | typeof nothing {
  const message = messageOf(notice, program);
  if (message === null) return nothing;
  const { intent, title, body } = message;
  // The role `status` that Fluent gives it would be a live region inside ours, and said twice.
  return html`<fluent-message-bar
    role="group"
    aria-label=${title}
    intent=${intent}
    layout="multiline"
    class="notice"
  >
    <span slot="icon">${icon(intent)}</span>
    <p class="strong">${title}</p>
    ${body}
    <fluent-button
      slot="dismiss"
      role="button"
      appearance="transparent"
      size="small"
      icon-only
      aria-label=${texts.common.dismiss}
      @click=${dismiss}
      >${icon('dismiss')}</fluent-button
    >
  </fluent-message-bar>`;
}
