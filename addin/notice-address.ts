/** A notice as part of an address, and back. The hash never leaves the machine. */

/** More than this no button has to say; and some programs cut longer addresses. */
const longest = 1500;

/** @param page address of a page of ours */
export function noticeAddress(text: string, page: string): string {
  const shown = text.length > longest ? `${text.slice(0, longest)} …` : text;
  const address = new URL('notice.html', page);
  address.hash = new URLSearchParams({ text: shown }).toString();
  return address.href;
}

/** @param hash with `#`; Office adds parameters of its own to it */
export function noticeText(hash: string): string {
  return new URLSearchParams(hash.slice(1)).get('text') ?? '';
}
