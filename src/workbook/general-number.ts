/** A stored number as Excel's General format shows it in a wide column: 11 digits at most, then powers of ten. */
export function generalNumber(stored: string): string {
  if (stored.length <= 10 && SHORT.test(stored)) return stored;
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size >= 1e11 || size < 1e-9) return scientific(value);
  const whole = Math.trunc(size).toString().length;
  const rounded = Number(value.toFixed(Math.max(0, Math.min(9, 10 - whole))));
  return rounded === 0 ? scientific(value) : plain(rounded);
}

/** Short numbers that are shown as they are stored: no zeros that say nothing, no exponent. */
const SHORT = /^(?:0|-?(?:[1-9][0-9]*|0(?=\.))(?:\.[0-9]*[1-9])?)$/;

function scientific(value: number): string {
  const [digits = '', power = '0'] = value.toExponential(5).split('e');
  const exponent = Number(power);
  const sign = exponent < 0 ? '-' : '+';
  return `${Number(digits)}E${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Without the exponent that JavaScript uses below 1e-6. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9).replace(/0+$/, '') : text;
}
