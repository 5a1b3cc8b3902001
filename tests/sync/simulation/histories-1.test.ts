/** The first half of a thousand histories. `NISP_SIM_SEED=7` plays one again. */
import { it } from 'vitest';
import { checkHistories, expectEventful } from './simulation.js';

it('no history loses an entry, hides a conflict, or never comes to rest: 1 to 500', async () => {
  const totals = await checkHistories(1, 500);
  if (totals) expectEventful(totals);
});
