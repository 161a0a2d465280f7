// usage: NODE_PATH=… node vntk.js FOLDER: kB/s of the names of vntk over the first texts of FOLDER, for two seconds.
// Its names alone are loaded: the package as a whole needs a native library.
const fs = require('fs');
const path = require('path');
const ner = require('vntk/lib/ner');
const texts = fs.readdirSync(process.argv[2], {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.txt'))
    .map(name => fs.readFileSync(path.join(process.argv[2], name), 'utf8'));
ner.tag('Hà Nội'); // loads its model
let bytes = 0;
const start = process.hrtime.bigint();
const seconds = () => Number(process.hrtime.bigint() - start) / 1e9;
for (const text of texts) {
    if (seconds() > 2) break;
    ner.tag(text);
    bytes += Buffer.byteLength(text);
}
console.log(`vntk (names alone)       ${(bytes / seconds() / 1e3).toFixed(1).padStart(9)} kB/s`);
