/**
 * The host of Google Sheets over its API keeps the contract: through Google's own client, against the fake API. A round trip is a
 * request.
 */
import { registerFailureContract, registerWorkbookHostContract } from './contract.js';
import { sheetsApiAdapter } from './sheets-api.js';

registerWorkbookHostContract('Google Sheets over its API', sheetsApiAdapter());

registerFailureContract(
  'Google Sheets over its API, all was done and no answer came',
  sheetsApiAdapter({ first: 'lost-response', then: 503, befalls: 'all' }),
  false,
);
registerFailureContract(
  'Google Sheets over its API, the connection was cut',
  sheetsApiAdapter({ first: 'cut', then: 'cut', befalls: 'all' }),
  false,
);
