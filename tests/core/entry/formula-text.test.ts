/** Names, addresses and texts as formulas write them. */
import { expect, test } from 'vitest';
import { absoluteAddress, textConstant } from '../../../core/index.js';

test('addresses name their worksheet, whatever it is called', () => {
  expect(absoluteAddress('Matrix', 'B2:C9')).toBe("'Matrix'!$B$2:$C$9");
  expect(absoluteAddress("Bob's Q1", '$a$1')).toBe("'Bob''s Q1'!$A$1");
  expect(absoluteAddress('M', '1:5')).toBe("'M'!$1:$5");
  expect(absoluteAddress('M', 'A:C')).toBe("'M'!$A:$C");
});
test('constants of formulas double their quotation marks', () => {
  expect(textConstant('a "b"')).toBe('"a ""b"""');
});
