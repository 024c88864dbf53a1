// Build step (`npm run build`, last): the digest of all that was built. What one build keeps in a cache, no other one reads.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Beside this module in dist/; sources that run without a build have none. */
const STAMP = new URL('build-stamp.txt', import.meta.url);

const dist = new URL('.', import.meta.url);
const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((name) =>
  name.replaceAll('\\', '/'),
);
const all = createHash('sha256');
for (const name of names.filter((each) => /\.(?:js|json|bin)$/.test(each)).sort()) {
  all.update(`${name}\n`).update(
    createHash('sha256')
      .update(readFileSync(new URL(name, dist)))
      .digest(),
  );
}
writeFileSync(STAMP, all.digest('hex'));
