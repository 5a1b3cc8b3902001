// What the add-in's pages may load and who may frame them: as a tag in each page, and as headers where a server sends them.

/** Where Microsoft serves Office.js. */
export const officeJsFolder = 'https://appsforoffice.microsoft.com/lib/1/hosted/';

/** Excel on the web and the pages that it is itself framed in. Excel on a desktop frames nothing. */
const officeHosts = [
  'https://*.officeapps.live.com',
  'https://*.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
  'https://*.sharepoint.com',
  'https://teams.microsoft.com',
];

/**
 * Office.js and the panel need no more than this: no request to any address, no inline script or style, no eval.
 * Styles that the panel makes are constructed sheets, which the policy leaves to script.
 * Trusted types: `default` passes the addresses of Office.js's own scripts (trusted-types.ts); the others are those
 * of the libraries that the panel is drawn with.
 * @param officeJs the folder that Office.js is loaded from, if it is not the add-in's own
 */
export const contentSecurityPolicy = (officeJs) =>
  [
    "default-src 'none'",
    ["script-src 'self'", officeJs].filter(Boolean).join(' '),
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default lit-html fast-html',
  ].join('; ');

/**
 * The headers of every answer. A page cannot say `frame-ancestors` for itself.
 * @param framedBy further origins that may frame the pages, such as a SharePoint Server of one's own
 */
export const securityHeaders = (officeJs, framedBy = []) => ({
  'Content-Security-Policy': `${contentSecurityPolicy(officeJs)}; frame-ancestors ${["'self'", ...officeHosts, ...framedBy].join(' ')}`,
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});
