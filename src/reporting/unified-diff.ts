/** Unchanged lines that are shown around a change. */
const CONTEXT = 2;

interface Step {
  sign: ' ' | '-' | '+';
  line: string;
}

/** The difference of two texts as a patch that `patch` and `git apply` understand. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const steps = diffLines(before.split('\n'), after.split('\n'));
  const lines: string[] = [];
  for (let from = 0; from < steps.length; ) {
    const first = steps.findIndex((step, index) => index >= from && step.sign !== ' ');
    if (first < 0) break;
    let end = first;
    for (let index = first; index < steps.length && index <= end + 2 * CONTEXT; index++) {
      if (steps[index]?.sign !== ' ') end = index;
    }
    const start = Math.max(from, first - CONTEXT);
    const stop = Math.min(steps.length, end + 1 + CONTEXT);
    lines.push(hunk(steps, start, stop));
    from = stop;
  }
  return lines.length === 0 ? '' : `--- ${path}\n+++ ${path}\n${lines.join('')}`;
}

function hunk(steps: readonly Step[], start: number, stop: number): string {
  const count = (list: readonly Step[], sign: '-' | '+') =>
    list.filter((s) => s.sign === ' ' || s.sign === sign).length;
  const before = steps.slice(0, start);
  const shown = steps.slice(start, stop);
  const range = (sign: '-' | '+') => `${count(before, sign) + 1},${count(shown, sign)}`;
  const body = shown.map(({ sign, line }) => `${sign}${line}\n`).join('');
  return `@@ -${range('-')} +${range('+')} @@\n${body}`;
}

/** Shortest edit script by lines (Myers 1986, greedy), after the common beginning and end are set aside. */
function diffLines(a: readonly string[], b: readonly string[]): Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;
  const same = (line: string): Step => ({ sign: ' ', line });
  return [
    ...a.slice(0, head).map(same),
    ...editScript(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

function editScript(a: readonly string[], b: readonly string[]): Step[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const traces: Map<number, number>[] = [];
  const at = (k: number) => furthest.get(k) ?? -1;
  for (let d = 0; d <= a.length + b.length; d++) {
    traces.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, traces);
    }
  }
  return [];
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  traces: readonly Map<number, number>[],
): Step[] {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = traces.length - 1; d >= 0; d--) {
    const at = (k: number) => traces[d]?.get(k) ?? -1;
    const k = x - y;
    const previous = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : at(previous);
    const fromY = d === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      steps.push({ sign: ' ', line: a[x] ?? '' });
    }
    if (d === 0) break;
    if (x > fromX) steps.push({ sign: '-', line: a[--x] ?? '' });
    else if (y > fromY) steps.push({ sign: '+', line: b[--y] ?? '' });
  }
  return steps.reverse();
}
