/** The second half of a thousand histories. */
import { it } from 'vitest';
import { checkHistories, expectEventful } from './simulation.js';

it('no history loses an entry, hides a conflict, or never comes to rest: 501 to 1,000', async () => {
  const totals = await checkHistories(501, 500);
  if (totals) expectEventful(totals);
});
