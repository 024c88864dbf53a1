// The least that answering a workbook can cost: start Node, read the zip file, inflate and deflate every part, write it.
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const [input, output] = process.argv.slice(2);
const zip = readFileSync(input);
let end = zip.length - 22;
while (zip.readUInt32LE(end) !== 0x06054b50) end--;
const parts = [];
let at = zip.readUInt32LE(end + 16);
for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
  const local = zip.readUInt32LE(at + 42);
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(from, from + zip.readUInt32LE(at + 20));
  parts.push(deflateRawSync(zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data));
  at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
}
writeFileSync(output, Buffer.concat(parts));
