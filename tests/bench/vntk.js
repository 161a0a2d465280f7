// usage: node vntk.js FOLDER: kB/s of the names of vntk over the first texts of FOLDER, for at least two seconds.
const fs = require('fs');
const path = require('path');
const ner = require('vntk').ner();
const texts = fs.readdirSync(process.argv[2], {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.txt'))
    .map(name => fs.readFileSync(path.join(process.argv[2], name), 'utf8'));
let bytes = 0;
const start = process.hrtime.bigint();
const seconds = () => Number(process.hrtime.bigint() - start) / 1e9;
for (const text of texts) {
    if (seconds() > 2) break;
    ner.tag(text);
    bytes += Buffer.byteLength(text);
}
console.log(`vntk (names alone)       ${(bytes / seconds() / 1e3).toFixed(1).padStart(9)} kB/s`);
